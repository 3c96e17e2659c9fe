package dev.interlock.routing;

import dev.interlock.cache.Question;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.signal.SignalSet;
import java.util.Optional;

/** Why the answer to a request is not kept. The list is documented and stable. */
public enum NotKept {
  NOT_ALLOWED("not_allowed", "No rule is sure to let the cache keep it."),
  NO_STORE("no_store", "The client said `Cache-Control: no-store`."),
  TEMPERATURE("temperature", "It asks for more variety than `max_temperature`."),
  LEAVES_TRACES(
      "leaves_traces", "The provider is to store the answer, or to go on in the background."),
  SERVER_STATE(
      "server_state",
      "It builds on what the provider keeps, such as an earlier response, a conversation or a file,"
          + " or has it use tools of its own."),
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

  /** What speaks against it in the request itself, whatever is chosen; empty: nothing. */
  static Optional<NotKept> of(CacheTerms terms, Question question, SignalSet signals) {
    if (terms.ttl().isEmpty()) {
      return Optional.of(NOT_ALLOWED);
    }
    if (question.temperature() > terms.maxTemperature()) {
      return Optional.of(TEMPERATURE);
    }
    if (question.leavesTraces()) {
      return Optional.of(LEAVES_TRACES);
    }
    if (question.tied()) {
      return Optional.of(SERVER_STATE);
    }
    return terms.sensitive() || (!question.marked() && CacheStage.isHarmless(signals))
        ? Optional.empty()
        : Optional.of(SENSITIVE);
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
