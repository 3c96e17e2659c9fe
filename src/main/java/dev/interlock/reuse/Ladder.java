package dev.interlock.reuse;

/**
 * How low the log odds may be at which answers are reused. On each rung somebody bets that of the
 * answers from this rung upwards a smaller share than δ is wrong; were it δ or more, no bet could
 * be expected to gain, and to turn 1 into {@code 1 / (1 - confidence)} would be as improbable as
 * that (Ville's inequality). The lowest rung with such a fortune is the boundary. Bets hold at any
 * time, and need not know how good the odds are: those only order the requests. Fortunes are
 * bounded above, so that worse evidence soon tells, and below, so that better evidence does.
 *
 * <p>Not thread-safe. What is judged below the boundary is all requests, what is judged above is
 * drawn by lots; since the former are wrong more often, rungs err on the safe side.
 */
final class Ladder {
  private static final double LOWEST = -2;
  private static final double STEP = 0.25;
  private static final int RUNGS = 49;

  /** Shares of wrong ones that are bet on, in parts of δ. */
  private static final double[] STAKES = {0.03, 0.25, 0.6};

  /** The parts of the fortune that are bet on each at first: most on hardly any wrong. */
  private static final double[] PARTS = {0.7, 0.15, 0.15};

  /** The most that a fortune may be above what opens a rung, and the least that it may be. */
  private static final double MOST = 20;

  private static final double LEAST = 0.5;

  /**
   * Judged on a rung itself before it may be the boundary: what was judged above it says nothing of
   * it while nobody was let that far down.
   */
  private static final int FEWEST_JUDGED = 10;

  private final double opens;
  private final double[] gains = new double[STAKES.length];
  private final double[] losses = new double[STAKES.length];
  private final double[][] fortunes = new double[RUNGS][STAKES.length];
  private final int[] judgedAt = new int[RUNGS];
  private int boundary = RUNGS;
  private int lowestEver = RUNGS;

  Ladder(double maxError, double confidence) {
    opens = 1 / (1 - confidence);
    for (int i = 0; i < STAKES.length; i++) {
      gains[i] = (1 - STAKES[i] * maxError) / (1 - maxError);
      losses[i] = STAKES[i];
    }
    begin(1);
  }

  /** Whether any rung is open. */
  boolean isOpen() {
    return boundary < RUNGS;
  }

  boolean isOpen(double odds) {
    return rung(odds) >= boundary;
  }

  /** Whether it was open once. */
  boolean wasOpen(double odds) {
    return rung(odds) >= lowestEver;
  }

  void judged(double odds, boolean right) {
    int highest = Math.min(rung(odds), RUNGS - 1);
    for (int rung = 0; rung <= highest; rung++) {
      bet(fortunes[rung], right ? gains : losses);
    }
    if (highest >= 0) {
      judgedAt[highest] = Math.min(judgedAt[highest] + 1, FEWEST_JUDGED);
    }
    boundary = 0;
    while (boundary < RUNGS && !mayOpen(boundary)) {
      boundary++;
    }
    lowestEver = Math.min(lowestEver, boundary);
  }

  private boolean mayOpen(int rung) {
    return judgedAt[rung] == FEWEST_JUDGED && sum(fortunes[rung]) >= opens;
  }

  /** Closes all rungs, and the bets begin with the least fortune. */
  void close() {
    begin(LEAST);
    boundary = RUNGS;
  }

  private void begin(double fortune) {
    for (double[] parts : fortunes) {
      for (int i = 0; i < parts.length; i++) {
        parts[i] = fortune * PARTS[i];
      }
    }
  }

  private void bet(double[] fortune, double[] factors) {
    for (int i = 0; i < fortune.length; i++) {
      fortune[i] *= factors[i];
    }
    double sum = sum(fortune);
    double bounded = Math.clamp(sum, LEAST, MOST * opens);
    if (sum != bounded) {
      for (int i = 0; i < fortune.length; i++) {
        // A stake that lost all would never come back.
        fortune[i] = Math.max(fortune[i] * (bounded / sum), 1e-3 * LEAST);
      }
    }
  }

  private static double sum(double[] fortune) {
    double total = 0;
    for (double part : fortune) {
      total += part;
    }
    return total;
  }

  /** The highest rung that is not above these odds; -1 if all are. */
  private static int rung(double odds) {
    return Math.clamp((long) Math.floor((odds - LOWEST) / STEP), -1, RUNGS - 1);
  }
}
