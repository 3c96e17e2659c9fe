package dev.interlock.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one kind of run came to: the median over its rounds of each figure by itself, because the
 * machine is noisy.
 *
 * @param p50Micros median latency
 * @param p99Micros 99th percentile of latency
 * @param rps right answers a second
 */
record Percentiles(double p50Micros, double p99Micros, double rps) {
  static Percentiles medianOf(List<Percentiles> rounds) {
    return new Percentiles(
        median(rounds, Percentiles::p50Micros),
        median(rounds, Percentiles::p99Micros),
        median(rounds, Percentiles::rps));
  }

  private static double median(List<Percentiles> rounds, ToDoubleFunction<Percentiles> figure) {
    return median(rounds.stream().mapToDouble(figure).toArray());
  }

  /** Of none not a number. */
  static double median(double... figures) {
    double[] sorted = Arrays.stream(figures).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1
            ? sorted[middle]
            : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }
}
