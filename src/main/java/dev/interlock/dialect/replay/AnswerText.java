package dev.interlock.dialect.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an answer says, if that is one plain text. Pure; any thread. */
public final class AnswerText {
  private AnswerText() {}

  /** The text; empty where there are tool calls, several choices, or parts of other kinds. */
  public static Optional<String> of(WholeAnswer answer) {
    try {
      ObjectNode body = StrictJson.read(new String(answer.json(), UTF_8));
      return switch (answer.api()) {
        case CHAT -> message(onlyOne(body.path("choices")).path("message"));
        case COMPLETIONS -> text(onlyOne(body.path("choices")).path("text"));
        case MESSAGES -> {
          JsonNode block = onlyOne(body.path("content"));
          yield Body.is(block.path("type"), "text") ? text(block.path("text")) : Optional.empty();
        }
        case RESPONSES -> output(body.path("output"));
        case EMBEDDINGS -> Optional.empty();
      };
    } catch (JacksonException | Objection _) {
      return Optional.empty();
    }
  }

  /** Reasoning is not said. */
  private static Optional<String> output(JsonNode items) {
    List<JsonNode> said =
        items.valueStream().filter(item -> !Body.is(item.path("type"), "reasoning")).toList();
    if (said.size() != 1 || !Body.is(said.getFirst().path("type"), "message")) {
      return Optional.empty();
    }
    return text(onlyOne(said.getFirst().path("content")).path("text"));
  }

  private static JsonNode onlyOne(JsonNode list) {
    return list.size() == 1 ? list.path(0) : list.path(-1);
  }

  private static Optional<String> message(JsonNode message) {
    boolean calls =
        !StrictJson.isVoid(message.path("tool_calls"))
            && !message.path("tool_calls").isMissingNode();
    return calls ? Optional.empty() : text(message.path("content"));
  }

  private static Optional<String> text(JsonNode value) {
    return value.isString() && !value.stringValue().isBlank()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }
}
