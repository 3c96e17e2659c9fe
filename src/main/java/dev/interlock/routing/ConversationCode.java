package dev.interlock.routing;

/**
 * What a conversation did to a choice: a decision's {@code conversation.code}. The list is
 * documented and stable.
 */
public enum ConversationCode {
  FIRST("first", "No model has answered yet."),
  UNKNOWN("unknown", "A model has answered, and nobody here knows which."),
  SAME("same", "The model that answered so far is the choice in any case."),
  TOOL_CALL("tool_call", "It stays with the model whose tool call is being answered."),
  HELD("held", "It stays with the model that answered so far: another would gain too little."),
  SWITCHED("switched", "Another model gains enough, or the one so far is not good enough now."),
  RESTING("resting", "The model that answered so far rests, because its server failed lately."),
  BARRED(
      "barred",
      "A hard constraint keeps out the model that answered so far: its reason says which."),
  GONE("gone", "The model that answered so far is no candidate any more."),
  UNSCORED("unscored", "Quality signals were missing, so that the default counted.");

  private final String code;
  private final String meaning;

  ConversationCode(String code, String meaning) {
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
