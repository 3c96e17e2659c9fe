package dev.interlock.memory;

/**
 * Whether what was learnt makes chances worse: a test that may be looked at after every judgement.
 *
 * <p>Each judgement compares two forecasts that were made before it: with what was learnt, and
 * without. Their squared errors (Brier scores) differ by at most 1. Somebody bets, at three stakes,
 * that learning does harm; while it does none on average, no bet can be expected to gain, and a
 * fortune that begins anew whenever it is lost reaches {@link #LIMIT} once in {@link #LIMIT}
 * judgements on average at most, whatever they are like (an e-detector of the CUSUM kind; Shin,
 * Ramdas and Rinaldo, 2023). So it needs no assumption on noise, and no traffic. Not thread-safe.
 */
final class HarmWatch {
  /** The fortune that ends learning: false alarms are this many judgements apart on average. */
  static final double LIMIT = 1000;

  private static final double[] STAKES = {0.2, 0.5, 0.9};

  /** Weight of the latest in the averages that are shown. */
  private static final double LATEST = 0.02;

  private final double[] fortunes = {1, 1, 1};
  private long judgements;
  private double brierWith;
  private double brierWithout;

  /**
   * Takes one judgement into account.
   *
   * @param with the chance as it would have been with what was learnt
   * @param without the chance as it would have been without
   * @param score of the answer, in [0, 1]
   */
  void judged(double with, double without, double score) {
    double squareWith = (with - score) * (with - score);
    double squareWithout = (without - score) * (without - score);
    judgements++;
    double latest = Math.max(LATEST, 1.0 / judgements);
    brierWith += latest * (squareWith - brierWith);
    brierWithout += latest * (squareWithout - brierWithout);
    for (int i = 0; i < STAKES.length; i++) {
      fortunes[i] = Math.max(1, fortunes[i]) * (1 + STAKES[i] * (squareWith - squareWithout));
    }
  }

  /** The mean fortune: 1 at the beginning. */
  double fortune() {
    double sum = 0;
    for (double fortune : fortunes) {
      sum += fortune;
    }
    return sum / fortunes.length;
  }

  /** Whether what was learnt does harm, by more than chance would have it. */
  boolean isHarm() {
    return fortune() >= LIMIT;
  }

  /** Judgements since it began. */
  long judgements() {
    return judgements;
  }

  /** Mean squared error of late with what was learnt; 0 before the first judgement. */
  double brierWith() {
    return brierWith;
  }

  /** Mean squared error of late without. */
  double brierWithout() {
    return brierWithout;
  }
}
