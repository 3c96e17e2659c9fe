package dev.interlock.semantic;

/** Why no answer to a question that means the same is looked for. Documented and stable. */
public enum Bypass {
  NO_SINGLE_TEXT("no_single_text", "What is asked now is not one plain text."),
  CONVERSATION("conversation", "Something was said before, and no rule says `history`."),
  TOOLS("tools", "It offers tools: what they would do is part of the answer."),
  SEEDED("seeded", "It names a `seed`: this very run is wanted."),
  TIME_SENSITIVE(
      "time_sensitive",
      "The answer depends on when it is given, and no rule says `time_sensitive`."),
  PERSONAL("personal", "The caller speaks of what is theirs, and no rule says `personal`."),
  NOT_ENCODED("not_encoded", "There is no vector of it: the encoder failed or had no time.");

  private final String code;
  private final String meaning;

  Bypass(String code, String meaning) {
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
