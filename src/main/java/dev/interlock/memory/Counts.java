package dev.interlock.memory;

/**
 * How often what happened, with all of it fading. Immutable.
 *
 * @param good judged good enough
 * @param bad judged not good enough
 * @param failed no answer, an error or half an answer
 * @param escalated another model was asked in its place
 * @param complained the next message said that the answer was wrong
 * @param reasked the next message asked the same again
 */
public record Counts(
    double good, double bad, double failed, double escalated, double complained, double reasked) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  /** This and {@code times} {@code sign}, which may be negative. */
  Counts and(Sign sign, boolean isGood, double times) {
    return new Counts(
        more(good, sign == Sign.FEEDBACK && isGood, times),
        more(bad, sign == Sign.FEEDBACK && !isGood, times),
        more(failed, sign == Sign.FAILURE, times),
        more(escalated, sign == Sign.ESCALATION, times),
        more(complained, sign == Sign.COMPLAINT, times),
        more(reasked, sign == Sign.REASK, times));
  }

  private static double more(double count, boolean concerned, double times) {
    return concerned ? Math.max(0, count + times) : count;
  }

  /** What is left of it. */
  Counts times(double share) {
    return new Counts(
        share * good,
        share * bad,
        share * failed,
        share * escalated,
        share * complained,
        share * reasked);
  }

  /** Signs that something was wrong. */
  public double friction() {
    return bad + failed + escalated + complained + reasked;
  }

  /** Judgements, good and bad. */
  public double judged() {
    return good + bad;
  }
}
