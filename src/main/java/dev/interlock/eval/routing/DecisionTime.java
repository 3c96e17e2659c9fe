package dev.interlock.eval.routing;

import dev.interlock.eval.routing.Decider.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long it takes to read a text, to expect something of each model and to choose, on one thread.
 * A figure of the machine as much as of the router: shown, and kept in no report.
 *
 * @param median milliseconds
 * @param p99 milliseconds
 * @param texts how many were decided
 */
record DecisionTime(double median, double p99, int texts) {
  private static final int MOST_TEXTS = 2000;

  /**
   * Measures the second of two passes over {@code texts}, the first of which warms up.
   *
   * @param nanoTime the clock
   */
  static DecisionTime of(Decider decider, List<String> texts, LongSupplier nanoTime) {
    var decisions = new Decision[Math.min(MOST_TEXTS, texts.size())];
    double[] millis = new double[decisions.length];
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < millis.length; i++) {
        long start = nanoTime.getAsLong();
        decisions[i] = decider.decide(texts.get(i));
        millis[i] = (nanoTime.getAsLong() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    return new DecisionTime(
        millis[millis.length / 2], millis[(int) (0.99 * (millis.length - 1))], millis.length);
  }

  String describe() {
    return String.format(
        Locale.ROOT,
        "%na decision: median %.2f ms, p99 %.2f ms, over %,d texts",
        median,
        p99,
        texts);
  }
}
