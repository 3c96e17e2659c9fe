package dev.interlock.routing;

/** Why the answer to a request is not kept. The list is documented and stable. */
public enum NotKept {
  NOT_ALLOWED("not_allowed", "No rule is sure to let the cache keep it."),
  NO_STORE("no_store", "The client said `Cache-Control: no-store`."),
  TEMPERATURE("temperature", "It asks for more variety than `max_temperature`."),
  LEAVES_TRACES(
      "leaves_traces", "The provider is to store the answer, or to go on in the background."),
  SENSITIVE(
      "sensitive",
      "It holds personal data, nobody could tell, or a header marks it as sensitive, and no rule says `sensitive`."),
  SHAKY("shaky", "Something failed, or came too late, that the choice depends on."),
  ANOTHER_CHOICE(
      "another_choice",
      "The model is not the one that the question alone would get: it is tried to learn, holds a"
          + " conversation, or stands in for one that rests.");

  private final String code;
  private final String meaning;

  NotKept(String code, String meaning) {
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
