package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges Anthropic's bodies. */
final class MessagesBody {
  private static final Set<String> FINISHED = Set.of("end_turn", "stop_sequence", "tool_use");

  private MessagesBody() {}

  /** The model named; throws {@link Unfit} unless the message is whole. */
  static String check(ObjectNode body) {
    Body.require(body.path("type"), "message");
    Body.require(body.path("role"), "assistant");
    String stopReason = Body.text(body.path("stop_reason"));
    if (stopReason.equals("refusal")) {
      throw new Unfit(Why.REFUSED);
    }
    if (!FINISHED.contains(stopReason)) {
      throw new Unfit(Why.UNFINISHED);
    }
    Body.text(body.path("stop_sequence"));
    Body.requireUsage(body.path("usage"));
    JsonNode content = body.path("content");
    if (!content.isArray() || content.size() > Body.MAX_PARTS) {
      throw Unfit.unreadable();
    }
    boolean says = false;
    for (JsonNode block : content) {
      says |= block(Body.object(block));
    }
    if (!says) {
      throw new Unfit(Why.EMPTY);
    }
    return Body.name(body.path("model"));
  }

  /** Whether the block says or does something. */
  private static boolean block(ObjectNode block) {
    switch (Body.text(block.path("type"))) {
      case "text" -> {
        Body.requireVoid(block.path("citations"));
        return !string(block, "text").isBlank();
      }
      case "thinking" -> {
        string(block, "thinking");
        Body.text(block.path("signature"));
        return false;
      }
      case "redacted_thinking" -> {
        string(block, "data");
        return false;
      }
      case "tool_use" -> {
        string(block, "id");
        Body.object(block.path("input"));
        if (Body.text(block.path("name")).isBlank()) {
          throw new Unfit(Why.EMPTY);
        }
        return true;
      }
      default -> throw Unfit.unreadable();
    }
  }

  private static String string(ObjectNode block, String name) {
    if (!block.path(name).isString()) {
      throw Unfit.unreadable();
    }
    return block.path(name).stringValue();
  }
}
