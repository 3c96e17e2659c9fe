package dev.interlock.predictor.training;

/**
 * How much speaks against a mean score below a floor. Scores of 0 and 1 have the exact binomial
 * distribution; for others in [0, 1] there is the bound of Hoeffding and Bentkus (Bates,
 * Angelopoulos, Lei, Malik and Jordan, "Distribution-free, risk-controlling prediction sets",
 * 2021). Any machine finds the same numbers.
 */
final class FloorEvidence {
  /** Terms smaller than the sum by this factor do not count. */
  private static final double NEGLIGIBLE = 1e-12;

  /** Logarithms of factorials. */
  private final double[] logs;

  /**
   * @param most scores of any test
   */
  FloorEvidence(int most) {
    logs = new double[most + 1];
    for (int i = 1; i <= most; i++) {
      logs[i] = logs[i - 1] + StrictMath.log(i);
    }
  }

  /**
   * How likely so little would be missing at most, if the true mean were just below {@code floor}.
   *
   * @param missing by how much the scores, all together, are below 1 each
   * @param whole whether every score is 0 or 1
   */
  double chance(int scores, double missing, double floor, boolean whole) {
    double allowed = 1 - floor;
    if (scores == 0 || missing >= scores * allowed) {
      return 1;
    }
    if (whole) {
      return atMost((int) Math.round(missing), scores, allowed);
    }
    double bentkus = Math.E * atMost((int) Math.ceil(missing), scores, allowed);
    return Math.min(1, Math.min(bentkus, hoeffding(scores, missing / scores, allowed)));
  }

  private static double hoeffding(int scores, double share, double allowed) {
    double divergence = part(share, allowed) + part(1 - share, 1 - allowed);
    return StrictMath.exp(-scores * divergence);
  }

  private static double part(double share, double allowed) {
    return share == 0 ? 0 : share * StrictMath.log(share / allowed);
  }

  /** The chance of at most {@code most} of {@code trials}, each with {@code chance}. */
  private double atMost(int most, int trials, double chance) {
    int from = Math.min(most, trials);
    double odds = (1 - chance) / chance;
    double term =
        StrictMath.exp(
            logs[trials]
                - logs[from]
                - logs[trials - from]
                + from * StrictMath.log(chance)
                + (trials - from) * StrictMath.log(1 - chance));
    double sum = 0;
    for (int i = from; i >= 0 && term > sum * NEGLIGIBLE; i--) {
      sum += term;
      term *= odds * i / (trials - i + 1);
    }
    return Math.min(1, sum);
  }
}
