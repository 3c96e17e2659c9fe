package dev.interlock.memory;

/**
 * What memory says of the candidates of one request, by their index. Do not modify the arrays.
 *
 * @param revision of what was learnt: the same revision says the same of the same request
 * @param frozen whether {@code shifts} are to be left alone
 * @param shifts log-odds to add to each chance
 * @param evidence judgements of each at this intent, fading
 */
@SuppressWarnings("ArrayRecordComponent")
public record Advice(long revision, boolean frozen, double[] shifts, double[] evidence) {
  private static final double[] NOTHING = new double[0];

  static Advice nothing(long revision, boolean frozen) {
    return new Advice(revision, frozen, NOTHING, NOTHING);
  }

  /** What memory would add to the chance at {@code index}, frozen or not. */
  public double shift(int index) {
    return index < shifts.length ? shifts[index] : 0;
  }

  /** What memory adds to it. */
  public double applied(int index) {
    return frozen ? 0 : shift(index);
  }

  /** Judgements of the candidate at {@code index}. */
  public double evidence(int index) {
    return index < evidence.length ? evidence[index] : 0;
  }
}
