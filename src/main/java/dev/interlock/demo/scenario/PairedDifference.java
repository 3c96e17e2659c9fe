package dev.interlock.demo.scenario;

import java.util.stream.IntStream;

/**
 * By how much answers are better than others to the same requests, on average. Differences are in
 * [−1, 1]: 0.01 is a point.
 *
 * @param mean the difference seen
 * @param low95 the lower end of its 95 % interval
 * @param high95 the upper end
 */
record PairedDifference(double mean, double low95, double high95) {
  /** Standard errors on either side of the mean of many. */
  private static final double REACH = 1.959964;

  /** Of one pair at least; of one alone the interval is its mean. */
  static PairedDifference of(double[] answers, double[] others) {
    int n = answers.length;
    if (n == 0 || others.length != n) {
      throw new IllegalArgumentException(n + " and " + others.length + " (expected: pairs)");
    }
    double mean = IntStream.range(0, n).mapToDouble(i -> answers[i] - others[i]).sum() / n;
    double squares =
        IntStream.range(0, n)
            .mapToDouble(i -> answers[i] - others[i] - mean)
            .map(deviation -> deviation * deviation)
            .sum();
    double reach = REACH * Math.sqrt(squares / Math.max(1, n - 1) / n);
    return new PairedDifference(mean, mean - reach, mean + reach);
  }
}
