package dev.interlock.journal;

/**
 * A number and how far it may be off: the middle 95 % of resamples.
 *
 * @param value as counted
 * @param low its 2.5 % quantile
 * @param high its 97.5 % quantile
 */
public record Estimate(double value, double low, double high) {
  private static final double Z = 1.959964;

  /** The share of {@code successes}, with Wilson's 95 % interval. */
  public static Estimate share(long successes, long trials) {
    if (trials == 0) {
      return new Estimate(0, 0, 1);
    }
    double n = (double) trials;
    double p = successes / n;
    double z2 = Z * Z / n;
    double centre = (p + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n));
    return new Estimate(p, Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
