package dev.interlock.eval.pool;

import java.util.Arrays;

/** Where 95 % of resamples are; infinite where a resample did not reach what is asked. */
public record Interval(double low, double high) {
  /** Of the figures of resamples; NaN counts as never reached, above all others. */
  public static Interval of(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.setAll(sorted, i -> Double.isNaN(sorted[i]) ? Double.POSITIVE_INFINITY : sorted[i]);
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new Interval(sorted[(int) (0.025 * last)], sorted[(int) Math.ceil(0.975 * last)]);
  }
}
