package dev.interlock.eval.cache;

import dev.interlock.eval.EvalReport;
import dev.interlock.eval.cache.StreamRun.Result;
import java.util.ArrayList;
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

  /** All orders together: the hit ratio of each part, and the error up to its end. */
  static Map<String, List<Double>> of(List<Result> results) {
    List<Double> hitRatio = new ArrayList<>();
    List<Double> error = new ArrayList<>();
    long requests = results.stream().mapToLong(Result::requests).sum();
    double hitsSoFar = 0;
    double wrongSoFar = 0;
    for (int part = 0; part < PARTS; part++) {
      double hits = 0;
      for (Result result : results) {
        hits += result.course()[part][0];
        wrongSoFar += result.course()[part][1];
      }
      hitsSoFar += hits;
      hitRatio.add(EvalReport.rounded(hits * PARTS / requests));
      error.add(hitsSoFar == 0 ? 0 : EvalReport.rounded(wrongSoFar / hitsSoFar));
    }
    return Map.of("hit_ratio", hitRatio, "error_so_far", error);
  }
}
