package dev.interlock.cache;

/** What became of an answer that was to be kept. The list is documented and stable. */
public enum Filling {
  KEPT("kept", "It is kept."),
  TOO_LARGE("too_large", "It is longer than `cache.largest`."),
  CUT("cut", "It did not come to its end."),
  FAILED("failed", "It ended with an error."),
  UNFINISHED("unfinished", "The model was stopped: by a limit on tokens or a filter."),
  REFUSED("refused", "The model refused to answer."),
  EMPTY("empty", "It says nothing."),
  UNREADABLE("unreadable", "It holds something that could not be given again faithfully."),
  OTHER_MODEL("other_model", "Another model answered than was chosen."),
  NO_ROOM("no_room", "Too many answers were being read at once, or too much work waited."),
  QUARANTINED("quarantined", "Feedback said of an answer to the same question that it was bad."),
  OUTDATED("outdated", "Entries were deleted while it came.");

  private final String code;
  private final String meaning;

  Filling(String code, String meaning) {
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
