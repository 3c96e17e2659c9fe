package dev.interlock.reuse;

/** What was judged on one rung itself, of all requests or of one kind. Not thread-safe. */
final class RungRecord {
  /**
   * Judged here, of all requests, before anything is bet on, and before the rung may be the
   * boundary: what was judged above says nothing of it while nobody was let that far down, and a
   * rung where hardly anybody comes should not stand in the way of others.
   */
  private static final int FEWEST_JUDGED = 6;

  /**
   * Wrong ones beyond which neither this rung nor any below may be the boundary: some, and so many
   * times δ of what was judged here of late.
   */
  private static final double SOME_WRONG = 1;

  private static final double MOST_WRONG = 3;

  /** Judged before the older half of it fades. */
  private static final double LATE = 128;

  private final double maxError;
  private double right;
  private double wrong;
  private int judged;

  RungRecord(double maxError) {
    this.maxError = maxError;
  }

  void judged(boolean isRight) {
    right += isRight ? 1 : 0;
    wrong += isRight ? 0 : 1;
    if (right + wrong > LATE) {
      right /= 2;
      wrong /= 2;
    }
    judged += isKnown() ? 0 : 1;
  }

  /** Whether enough was judged here. */
  boolean isKnown() {
    return judged == FEWEST_JUDGED;
  }

  /** Whether it is so often wrong that rungs above should not pay for it. */
  boolean isBad() {
    return wrong > SOME_WRONG + MOST_WRONG * maxError * (wrong + right);
  }

  /** It must be judged anew. */
  void close() {
    judged = 0;
  }
}
