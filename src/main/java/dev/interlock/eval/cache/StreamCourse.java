package dev.interlock.eval.cache;

import dev.interlock.eval.EvalReport;
import dev.interlock.eval.cache.StreamRun.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How hits and errors go over a stream, in twentieths of it. */
final class StreamCourse {
  static final int PARTS = 20;

  private StreamCourse() {}

  /** The part that the request of this number is in. */
  static int part(int request, int of) {
    return (int) ((long) request * PARTS / of);
  }

  /**
   * All orders together: the hit ratio of each part, the error in it, the error up to its end, and
   * the least and largest of that over the orders that have hits by then.
   */
  static Map<String, List<Double>> of(List<Result> results) {
    List<Double> hitRatio = new ArrayList<>();
    List<Double> errorInPart = new ArrayList<>();
    List<Double> error = new ArrayList<>();
    List<Double> least = new ArrayList<>();
    List<Double> largest = new ArrayList<>();
    double requests = StreamErrors.requests(results);
    int[][] soFar = new int[results.size()][2];
    double hitsSoFar = 0;
    double wrongSoFar = 0;
    for (int part = 0; part < PARTS; part++) {
      double hits = 0;
      double wrong = 0;
      double low = 1;
      double high = 0;
      for (int order = 0; order < soFar.length; order++) {
        int[] in = results.get(order).course()[part];
        hits += in[0];
        wrong += in[1];
        soFar[order][0] += in[0];
        soFar[order][1] += in[1];
        if (soFar[order][0] > 0) {
          double its = (double) soFar[order][1] / soFar[order][0];
          low = Math.min(low, its);
          high = Math.max(high, its);
        }
      }
      hitsSoFar += hits;
      wrongSoFar += wrong;
      hitRatio.add(EvalReport.rounded(hits * PARTS / requests));
      errorInPart.add(share(wrong, hits));
      error.add(share(wrongSoFar, hitsSoFar));
      least.add(EvalReport.rounded(Math.min(low, high)));
      largest.add(EvalReport.rounded(high));
    }
    Map<String, List<Double>> course = new LinkedHashMap<>();
    course.put("hit_ratio", hitRatio);
    course.put("error_in_part", errorInPart);
    course.put("error_so_far", error);
    course.put("error_so_far_least", least);
    course.put("error_so_far_largest", largest);
    return course;
  }

  private static double share(double part, double of) {
    return of == 0 ? 0 : EvalReport.rounded(part / of);
  }
}
