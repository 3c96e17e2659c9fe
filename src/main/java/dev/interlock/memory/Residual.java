package dev.interlock.memory;

/**
 * By how much answers were better or worse than expected, decayed and shrunk. Immutable.
 *
 * @param excess sum of weight × (score − expected)
 * @param information sum of weight × expected × (1 − expected)
 * @param atUnixMs when both sums are of
 */
record Residual(double excess, double information, long atUnixMs) {
  static final Residual NONE = new Residual(0, 0, Long.MIN_VALUE);

  /**
   * Information of a prior that nothing is to be added: some eight judgements of an even chance.
   */
  private static final double PRIOR = 2;

  /** Nothing that was learnt moves odds by more, in log-odds: by a factor of four and a half. */
  private static final double MOST = 1.5;

  private static final double EDGE = 0.02;

  /** This and one more judgement of {@code weight} at {@code unixMs}. */
  Residual and(double score, double expected, double weight, long unixMs, double halfLifeMs) {
    double chance = Math.clamp(expected, EDGE, 1 - EDGE);
    long now = Math.max(atUnixMs, unixMs);
    double kept = decay(atUnixMs, now, halfLifeMs);
    double added = weight * decay(unixMs, now, halfLifeMs);
    return new Residual(
        kept * excess + added * (score - chance),
        Math.max(0, kept * information + added * chance * (1 - chance)),
        now);
  }

  /** One step of Newton's from nothing, which the prior shortens. */
  double shift() {
    return Math.clamp(excess / (information + PRIOR), -MOST, MOST);
  }

  /** What is left at {@code to} of one at {@code from}. */
  static double decay(long from, long to, double halfLifeMs) {
    return from == Long.MIN_VALUE ? 0 : StrictMath.pow(0.5, (to - from) / halfLifeMs);
  }
}
