package dev.interlock.eval.cache;

/** Exact bounds on a share (Clopper and Pearson, 1934). */
final class Binomial {
  private static final int HALVINGS = 60;

  private Binomial() {}

  /**
   * The one-sided 95 % upper bound on a share of which {@code found} of {@code of} was seen: 1 if
   * nothing was looked at.
   */
  static double upper95(int found, int of) {
    if (found >= of) {
      return 1;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (atMost(found, of, middle) > 0.05) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double atMost(int most, int trials, double chance) {
    double sum = 0;
    double logTerm = trials * StrictMath.log1p(-chance);
    for (int i = 0; i <= most; i++) {
      sum += StrictMath.exp(logTerm);
      logTerm += StrictMath.log((trials - i) / (i + 1.0)) + StrictMath.log(chance / (1 - chance));
    }
    return sum;
  }
}
