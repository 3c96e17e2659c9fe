package dev.interlock.simulator.answer;

import dev.interlock.simulator.answer.Answer.Finish;
import dev.interlock.simulator.call.Call.ToolCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes Anthropic's {@code message} and its event types. */
final class MessagesWriter implements AnswerWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();

  @Override
  public ObjectNode whole(Answer answer) {
    ObjectNode message = head(answer);
    ObjectNode block = message.putArray("content").addObject();
    if (answer.toolCall().isPresent()) {
      ToolCall call = answer.toolCall().get();
      toolUse(block, answer, call).set("input", MAPPER.readTree(call.arguments()));
    } else {
      block.put("type", "text").put("text", answer.text());
    }
    message.put("stop_reason", stopReason(answer.finish())).putNull("stop_sequence");
    return message.set("usage", usage(answer, answer.outputTokens()));
  }

  @Override
  public List<SseEvent> events(Answer answer) {
    List<SseEvent> events = new ArrayList<>(answer.tokens().size() + 6);
    ObjectNode message = head(answer);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence").set("usage", usage(answer, 1));
    events.add(SseEvent.named(event("message_start").set("message", message), false));
    ObjectNode start = event("content_block_start").put("index", 0);
    ObjectNode block = start.putObject("content_block");
    if (answer.toolCall().isPresent()) {
      toolUse(block, answer, answer.toolCall().get()).putObject("input");
    } else {
      block.put("type", "text").put("text", "");
    }
    events.add(SseEvent.named(start, false));
    events.add(SseEvent.named(event("ping"), false));
    answer
        .toolCall()
        .ifPresent(call -> events.add(delta("input_json_delta", "partial_json", call.arguments())));
    for (String token : answer.tokens()) {
      events.add(delta("text_delta", "text", token));
    }
    events.add(SseEvent.named(event("content_block_stop").put("index", 0), false));
    ObjectNode end = event("message_delta");
    end.putObject("delta").put("stop_reason", stopReason(answer.finish())).putNull("stop_sequence");
    end.putObject("usage").put("output_tokens", answer.outputTokens());
    events.add(SseEvent.named(end, false));
    events.add(SseEvent.named(event("message_stop"), false));
    return events;
  }

  private static ObjectNode head(Answer answer) {
    return JSON.objectNode()
        .put("id", "msg_" + answer.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", answer.call().model());
  }

  private static ObjectNode toolUse(ObjectNode block, Answer answer, ToolCall call) {
    return block.put("type", "tool_use").put("id", "toolu_" + answer.id()).put("name", call.name());
  }

  private static SseEvent delta(String type, String field, String piece) {
    ObjectNode event = event("content_block_delta").put("index", 0);
    event.putObject("delta").put("type", type).put(field, piece);
    return SseEvent.named(event, true);
  }

  private static ObjectNode event(String type) {
    return JSON.objectNode().put("type", type);
  }

  private static ObjectNode usage(Answer answer, int outputTokens) {
    return JSON.objectNode()
        .put("input_tokens", answer.call().inputTokens())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 0)
        .put("output_tokens", outputTokens);
  }

  private static String stopReason(Finish finish) {
    return switch (finish) {
      case STOP -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOL -> "tool_use";
    };
  }
}
