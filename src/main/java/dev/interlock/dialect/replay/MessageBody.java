package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges the message of a chat choice. */
final class MessageBody {
  private MessageBody() {}

  static void check(ObjectNode message) {
    Body.require(message.path("role"), "assistant");
    boolean says = false;
    for (Map.Entry<String, JsonNode> member : message.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "role" -> {}
        case "content" -> says |= !Body.text(value).isBlank();
        case "reasoning", "reasoning_content", "refusal" -> Body.text(value);
        case "tool_calls" -> says |= toolCalls(value);
        case "function_call" -> {
          if (!Body.isAbsent(value)) {
            function(Body.object(value));
            says = true;
          }
        }
        default -> Body.requireVoid(value);
      }
    }
    if (!says) {
      throw new Objection(Why.EMPTY);
    }
  }

  private static boolean toolCalls(JsonNode calls) {
    if (calls.isNull()) {
      return false;
    }
    if (!calls.isArray() || calls.size() > Body.MAX_PARTS) {
      throw Objection.unreadable();
    }
    for (int i = 0; i < calls.size(); i++) {
      toolCall(Body.object(calls.path(i)), i);
    }
    return !calls.isEmpty();
  }

  private static void toolCall(ObjectNode call, int position) {
    for (Map.Entry<String, JsonNode> member : call.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "type" -> Body.require(value, "function");
        case "id", "function" -> {}
        case "index" -> {
          // Not in OpenAI's bodies, but in some others': the call's position, as in a stream.
          if (Body.index(value) != position) {
            throw Objection.unreadable();
          }
        }
        default -> Body.requireVoid(value);
      }
    }
    if (Body.name(call.path("id")).isEmpty() || !call.has("type")) {
      throw Objection.unreadable();
    }
    function(Body.object(call.path("function")));
  }

  private static void function(ObjectNode function) {
    for (Map.Entry<String, JsonNode> member : function.properties()) {
      switch (member.getKey()) {
        case "name", "arguments" -> Body.text(member.getValue());
        default -> Body.requireVoid(member.getValue());
      }
    }
    if (Body.text(function.path("name")).isBlank()) {
      throw new Objection(Why.EMPTY);
    }
    if (!function.path("arguments").isString()) {
      throw Objection.unreadable();
    }
  }
}
