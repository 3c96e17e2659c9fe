package dev.interlock.reuse;

/** Whether an entry's answer may serve a request. */
public sealed interface Choice {
  /**
   * It may.
   *
   * @param wrong a pessimistic chance that it is the wrong one, by the scope's curve and what is
   *     known of the entry
   */
  record Reuse(double wrong) implements Choice {}

  /**
   * It may not: ask, and {@linkplain ReuseBoundary#learn tell} whether it would have been right.
   *
   * @param ticket for telling it, at any time later
   */
  record Explore(Why why, Ticket ticket) implements Choice {}

  /** Why not. */
  enum Why {
    /** Too little is known: of the scope, or of the entry itself. */
    COLD,
    /** Too unlike, given what is known. */
    NEAR_BOUNDARY,
    /** It would have been reused, but lots fell on it: this keeps the promise honest. */
    DRAWN,
    /** It was reused once, and the evidence has become worse since. */
    TIGHTENED,
    /** Somebody said that this entry's answer was wrong. */
    QUARANTINED
  }
}
