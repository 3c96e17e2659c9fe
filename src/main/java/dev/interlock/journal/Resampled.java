package dev.interlock.journal;

import static dev.interlock.journal.PoissonWeights.RESAMPLES;

import java.util.Arrays;

/**
 * A ratio of two sums, such as a mean, and its interval in one pass and constant memory: the
 * Poisson bootstrap, in which each observation counts in each resample as often as a Poisson
 * variable of mean 1 says. One thread.
 *
 * <p>Hanley and MacGibbon, "Creating non-parametric bootstrap samples using Poisson frequencies",
 * 2006.
 */
final class Resampled {
  private final double[] sums = new double[RESAMPLES];
  private final double[] weights = new double[RESAMPLES];
  private double sum;
  private double weight;
  private long count;

  /** As {@link #add(double, double, double[])}, for a mean. */
  void add(double value, double[] times) {
    add(value, 1, times);
  }

  /**
   * An observation of both sums.
   *
   * @param times how often it counts in each resample
   */
  void add(double value, double per, double[] times) {
    sum += value;
    weight += per;
    count++;
    for (int i = 0; i < RESAMPLES; i++) {
      sums[i] += times[i] * value;
      weights[i] += times[i] * per;
    }
  }

  long count() {
    return count;
  }

  /** Of the sums; 0 while the second is 0. */
  Estimate mean() {
    double whole = weight == 0 ? 0 : sum / weight;
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      means[i] = weights[i] == 0 ? whole : sums[i] / weights[i];
    }
    Arrays.sort(means);
    return new Estimate(
        whole, means[(int) (0.025 * RESAMPLES)], means[(int) (0.975 * RESAMPLES) - 1]);
  }

  /** The mean times the number of observations. */
  Estimate total() {
    Estimate mean = mean();
    return new Estimate(sum, mean.low() * count, mean.high() * count);
  }
}
