package dev.interlock.eval.cache;

import dev.interlock.eval.cache.StreamRun.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shares of the results of many orders. An error is wrong hits ÷ hits; without hits it is 0. */
final class StreamErrors {
  /** Student's t for 95 % one-sided with 19 degrees of freedom. */
  private static final double T19 = 1.729;

  /** With fewer orders t is larger: with one degree of freedom 6.3, and less than this allows. */
  private static final double T_FEW = 3.7;

  private StreamErrors() {}

  static int hits(List<Result> results) {
    return results.stream().mapToInt(Result::hits).sum();
  }

  static int wrong(List<Result> results) {
    return results.stream().mapToInt(result -> result.wrong().size()).sum();
  }

  static int requests(List<Result> results) {
    return results.stream().mapToInt(Result::requests).sum();
  }

  static double of(Result result) {
    return share(result.wrong().size(), result.hits());
  }

  static double of(List<Result> results) {
    return share(wrong(results), hits(results));
  }

  static double hitRatio(List<Result> results) {
    return share(hits(results), requests(results));
  }

  static double worst(List<Result> results) {
    return results.stream().mapToDouble(StreamErrors::of).max().orElse(0);
  }

  static long above(double delta, List<Result> results) {
    return results.stream().filter(result -> of(result) > delta).count();
  }

  /**
   * Upper bound of the error over all hits, one-sided 95 %: by leaving out one order after another
   * of those that have hits, and not below what so many hits without an error would leave open.
   * Orders share their texts, so both understate it.
   */
  static double upper95(List<Result> results) {
    List<Result> some = results.stream().filter(result -> result.hits() > 0).toList();
    if (some.size() < 2) {
      return 1;
    }
    double open = 1 - Math.pow(0.05, 1.0 / hits(some));
    double[] without = new double[some.size()];
    for (int i = 0; i < without.length; i++) {
      List<Result> rest = new ArrayList<>(some);
      rest.remove(i);
      without[i] = of(rest);
    }
    double mean = Arrays.stream(without).sum() / without.length;
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    double deviation = Math.sqrt(squares * (without.length - 1) / without.length);
    double student = T19 * Math.max(1, T_FEW / Math.sqrt(without.length - 1.0));
    return Math.min(1, Math.max(open, of(some) + student * deviation));
  }

  private static double share(int part, int of) {
    return of == 0 ? 0 : (double) part / of;
  }
}
