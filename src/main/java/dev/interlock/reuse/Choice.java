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

  /** Why not. Documented and stable. */
  enum Why {
    COLD("cold", "Too little is known: of the scope, or of the entry itself."),
    NEAR_BOUNDARY("near_boundary", "It is too unlike, given what is known."),
    DOUBTED(
        "doubted",
        "It is near enough, but an answer known to be the same was wrong of late, and too few were right since."),
    DRAWN(
        "drawn",
        "It would have been given again, but lots fell on it: this keeps the promise honest."),
    DUE(
        "due",
        "It would have been given again, but it, or one known to be the same, was so often since a model was last asked."),
    TIGHTENED(
        "tightened", "It would have been given again once; the evidence has become worse since.");

    private final String code;
    private final String meaning;

    Why(String code, String meaning) {
      this.code = code;
      this.meaning = meaning;
    }

    /** The documented code. */
    public String code() {
      return code;
    }

    /** One sentence for the reference. */
    public String meaning() {
      return meaning;
    }
  }
}
