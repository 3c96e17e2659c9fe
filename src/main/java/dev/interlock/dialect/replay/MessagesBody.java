package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges Anthropic's bodies. */
final class MessagesBody {
  private static final Set<String> FINISHED = Set.of("end_turn", "stop_sequence", "tool_use");

  private MessagesBody() {}

  /** The model named; throws {@link Objection} unless the message is whole. */
  static String check(ObjectNode body) {
    Body.require(body.path("type"), "message");
    Body.require(body.path("role"), "assistant");
    String stopReason = Body.text(body.path("stop_reason"));
    if (stopReason.equals("refusal")) {
      throw new Objection(Why.REFUSED);
    }
    if (!FINISHED.contains(stopReason)) {
      throw new Objection(Why.UNFINISHED);
    }
    Body.text(body.path("stop_sequence"));
    Body.requireUsage(body.path("usage"));
    JsonNode content = body.path("content");
    if (!content.isArray() || content.size() > Body.MAX_PARTS) {
      throw Objection.unreadable();
    }
    boolean says = false;
    for (JsonNode block : content) {
      says |= block(Body.object(block));
    }
    if (!says) {
      throw new Objection(Why.EMPTY);
    }
    return Body.name(body.path("model"));
  }

  /** Whether the block says or does something. */
  private static boolean block(ObjectNode block) {
    return switch (Body.text(block.path("type"))) {
      case "text" -> {
        Body.requireVoid(block.path("citations"));
        yield !string(block, "text").isBlank();
      }
      case "thinking" -> {
        string(block, "thinking");
        Body.text(block.path("signature"));
        yield false;
      }
      case "redacted_thinking" -> {
        string(block, "data");
        yield false;
      }
      case "tool_use" -> {
        string(block, "id");
        if (!block.path("input").isObject()) {
          throw Objection.unreadable();
        }
        if (Body.text(block.path("name")).isBlank()) {
          throw new Objection(Why.EMPTY);
        }
        yield true;
      }
      default -> throw Objection.unreadable();
    };
  }

  private static String string(ObjectNode block, String name) {
    if (!block.path(name).isString()) {
      throw Objection.unreadable();
    }
    return block.path(name).stringValue();
  }
}
