package dev.interlock.reuse;

/**
 * Bets that less than a share δ is wrong of the requests that come this far. Not thread-safe.
 *
 * <p>A stake θ turns one unit into {@code 1 + λw(δ − x)}, where x is 1 for a wrong answer and 0 for
 * a right one, {@code λ = (1 − θ) / (1 − δ)}, and w in (0, 1] is a weight that is fixed before the
 * verdict. If the share is δ or more, no stake is expected to gain, whatever came before; so the
 * fortune, the sum of all stakes and of what is not bet yet, is a nonnegative supermartingale that
 * begins at 1, and to reach {@code k} <em>ever</em> is at most as probable as {@code 1 / k} (Ville,
 * 1939). Nothing that is done here with money already won changes that: none is ever added from
 * outside. It may be moved between stakes, which keeps all of them alive; it may be thrown away,
 * which a ceiling does, so that worse evidence soon tells. What is not bet yet goes in later, at
 * counts that depend on nothing, half of the rest each time: a new beginning for who had bad luck.
 */
final class Bets {
  /** Shares of wrong ones that are bet on, in parts of δ. */
  private static final double[] STAKES = {0.05, 0.3};

  /** The parts of the fortune that are bet on each. */
  private static final double[] PARTS = {0.6, 0.4};

  /** Not bet at the beginning. */
  private static final double KEPT = 0.1;

  /** Of each stake, dealt among all of them with each verdict. */
  private static final double DEALT = 0.001;

  /** The first later beginning, in parts of 1 / δ; each further one at four times the count. */
  private static final double FIRST = 1;

  private final double maxError;
  private final double most;
  private final double[] stakes = new double[STAKES.length];
  private double kept = KEPT;
  private long judged;
  private double nextBeginning;

  /**
   * A fortune of 1.
   *
   * @param most what it may grow to
   */
  Bets(double maxError, double most) {
    this.maxError = maxError;
    this.most = most;
    this.nextBeginning = FIRST / maxError;
    deal(1 - KEPT);
  }

  /** Takes a verdict into account, by a weight that was fixed before it. */
  void judged(double weight, boolean right) {
    for (int i = 0; i < stakes.length; i++) {
      double bet = weight * (1 - STAKES[i]) / (1 - maxError);
      stakes[i] *= 1 + bet * (maxError - (right ? 0 : 1));
    }
    double sum = atStake();
    for (int i = 0; i < stakes.length; i++) {
      stakes[i] += DEALT * (PARTS[i] * sum - stakes[i]);
    }
    judged++;
    if (judged >= nextBeginning) {
      nextBeginning *= 4;
      kept /= 2;
      for (int i = 0; i < stakes.length; i++) {
        stakes[i] += kept * PARTS[i];
      }
    }
    boundBy(most);
  }

  /** The fortune: 20 or more ever comes to at most one of 20 whose share is δ or more. */
  double fortune() {
    return kept + atStake();
  }

  /** Throws away what is above 1, and bets the rest as at first. */
  void beginAgain() {
    boundBy(1);
    deal(atStake());
  }

  private void boundBy(double bound) {
    double sum = atStake();
    if (kept + sum > bound) {
      for (int i = 0; i < stakes.length; i++) {
        stakes[i] *= (bound - kept) / sum;
      }
    }
  }

  private void deal(double sum) {
    for (int i = 0; i < stakes.length; i++) {
      stakes[i] = sum * PARTS[i];
    }
  }

  private double atStake() {
    double sum = 0;
    for (double stake : stakes) {
      sum += stake;
    }
    return sum;
  }
}
