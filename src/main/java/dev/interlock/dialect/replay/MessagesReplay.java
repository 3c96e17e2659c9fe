package dev.interlock.dialect.replay;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a message as the events that would have been sent in its place. */
final class MessagesReplay {
  /** The counts that the end of a stream tells; all others stand at its start. */
  private static final Set<String> COUNTS_AT_END =
      Set.of(
          "input_tokens",
          "cache_creation_input_tokens",
          "cache_read_input_tokens",
          "output_tokens",
          "server_tool_use");

  private final EventWriter events;

  private MessagesReplay(EventWriter events) {
    this.events = events;
  }

  /** The stream of {@code body}, which has been judged whole. */
  static byte[] write(ObjectNode body, int expectedBytes) {
    var events = new EventWriter(expectedBytes);
    new MessagesReplay(events).write(body);
    return events.toByteArray();
  }

  private void write(ObjectNode body) {
    events.named(event("message_start").set("message", start(body)));
    int index = 0;
    for (JsonNode block : body.path("content")) {
      block((ObjectNode) block, index++);
    }
    ObjectNode end = event("message_delta");
    ObjectNode delta = end.putObject("delta").set("stop_reason", body.path("stop_reason"));
    if (body.has("stop_sequence")) {
      delta.set("stop_sequence", body.path("stop_sequence"));
    }
    if (body.path("usage").isObject()) {
      ObjectNode counts = end.putObject("usage");
      for (Map.Entry<String, JsonNode> count : body.path("usage").properties()) {
        if (COUNTS_AT_END.contains(count.getKey())) {
          counts.set(count.getKey(), count.getValue());
        }
      }
    }
    events.named(end);
    events.named(event("message_stop"));
  }

  /** The message before it says anything. */
  private static ObjectNode start(ObjectNode body) {
    ObjectNode start = body.deepCopy();
    start.putArray("content");
    start.putNull("stop_reason");
    if (start.has("stop_sequence")) {
      start.putNull("stop_sequence");
    }
    if (start.path("usage") instanceof ObjectNode usage
        && usage.path("output_tokens").isIntegralNumber()
        && usage.path("output_tokens").asDouble() > 1) {
      usage.put("output_tokens", 1);
    }
    return start;
  }

  private void block(ObjectNode block, int index) {
    ObjectNode start = block.deepCopy();
    ObjectNode event = event("content_block_start").put("index", index);
    event.set("content_block", start);
    switch (block.path("type").stringValue()) {
      case "text" -> {
        start.put("text", "");
        events.named(event);
        text(block, index, "text", "text_delta", "text");
      }
      case "thinking" -> {
        start.put("thinking", "");
        boolean signed = block.path("signature").isString();
        if (signed) {
          start.put("signature", "");
        }
        events.named(event);
        text(block, index, "thinking", "thinking_delta", "thinking");
        if (signed) {
          delta(index, "signature_delta", "signature", block.path("signature").stringValue());
        }
      }
      case "tool_use" -> {
        start.putObject("input");
        events.named(event);
        delta(index, "input_json_delta", "partial_json", "");
        if (!block.path("input").isEmpty()) {
          for (String piece : Pieces.of(StrictJson.write(block.path("input")))) {
            delta(index, "input_json_delta", "partial_json", piece);
          }
        }
      }
      default -> events.named(event);
    }
    events.named(event("content_block_stop").put("index", index));
  }

  private void text(ObjectNode block, int index, String name, String delta, String field) {
    for (String piece : Pieces.of(block.path(name).stringValue())) {
      delta(index, delta, field, piece);
    }
  }

  private void delta(int index, String type, String field, String piece) {
    ObjectNode event = event("content_block_delta").put("index", index);
    event.putObject("delta").put("type", type).put(field, piece);
    events.named(event);
  }

  private static ObjectNode event(String type) {
    return StrictJson.object().put("type", type);
  }
}
