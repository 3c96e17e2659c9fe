package dev.interlock.reuse;

import java.util.Arrays;

/**
 * How far down an order of requests answers are reused. On each rung somebody bets that of the
 * answers from this rung upwards a smaller share than δ is wrong; were it δ or more, no bet could
 * be expected to gain, and to turn 1 into {@code 1 / (1 - confidence)} would be as improbable as
 * that (Ville's inequality). The lowest rung with such a fortune is the boundary. The order must
 * not move with the evidence, or what was earned by some requests would open the way for others.
 *
 * <p>What holds: for one rung, and one beginning of its bets, it opens wrongly with a probability
 * of at most {@code 1 - confidence}. Fortunes are bounded above, so that worse evidence soon tells,
 * and below at a half, so that better evidence does; at this floor bets begin anew, each time with
 * half of that probability. So it does not hold for all time: a scope that is a little worse than δ
 * opens sooner or later, and only {@linkplain AuditLedger audits} close it. Nor does it hold for
 * all rungs at once, unless lower ones are wrong more often.
 *
 * <p>Not thread-safe. What is judged below the boundary is all requests, what is judged above is
 * drawn by lots. Where the former are wrong more often, rungs err on the safe side; where the
 * nearest requests are the ones that are wrong, they err on the other, by the rate of the lots.
 */
final class Ladder {
  private static final double LOWEST = 0.5;
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

  boolean isOpen(double place) {
    return rung(place) >= boundary;
  }

  /** Whether it was open once. */
  boolean wasOpen(double place) {
    return rung(place) >= lowestEver;
  }

  void judged(double place, boolean right) {
    int highest = rung(place);
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

  /** Closes all rungs; each must be judged anew, and bets begin with the least fortune. */
  void close() {
    begin(LEAST);
    Arrays.fill(judgedAt, 0);
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

  /** The highest rung that is not above this place; -1 if all are. */
  private static int rung(double place) {
    return Math.clamp((long) Math.floor((place - LOWEST) / STEP), -1, RUNGS - 1);
  }
}
