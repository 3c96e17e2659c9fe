package dev.interlock.simulator.answer;

import dev.interlock.simulator.answer.Answer.Finish;
import dev.interlock.simulator.call.Call.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code chat.completion} and {@code chat.completion.chunk}. */
final class ChatWriter implements AnswerWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public ObjectNode whole(Answer answer) {
    ObjectNode body = head(answer, "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (answer.toolCall().isPresent()) {
      message.putNull("content");
      message.putArray("tool_calls").add(toolCall(answer, answer.toolCall().get()));
    } else {
      message.put("content", answer.text());
    }
    message.putNull("refusal");
    choice.putNull("logprobs").put("finish_reason", finishReason(answer.finish()));
    return body.set("usage", usage(answer));
  }

  @Override
  public List<SseEvent> events(Answer answer) {
    List<SseEvent> events = new ArrayList<>(answer.tokens().size() + 4);
    events.add(delta(answer, JSON.objectNode().put("role", "assistant").put("content", ""), false));
    for (String token : answer.tokens()) {
      events.add(delta(answer, JSON.objectNode().put("content", token), true));
    }
    answer.toolCall().ifPresent(call -> toolEvents(answer, call, events));
    ObjectNode last = chunk(answer);
    choice(last, JSON.objectNode(), finishReason(answer.finish()));
    events.add(SseEvent.data(last, false));
    if (answer.call().includeUsage()) {
      ObjectNode usage = head(answer, "chat.completion.chunk");
      usage.putArray("choices");
      events.add(SseEvent.data(usage.set("usage", usage(answer)), false));
    }
    events.add(SseEvent.DONE);
    return events;
  }

  private static void toolEvents(Answer answer, ToolCall call, List<SseEvent> events) {
    ObjectNode opening = JSON.objectNode();
    ObjectNode first = toolCall(answer, call).put("index", 0);
    first.putObject("function").put("name", call.name()).put("arguments", "");
    opening.putArray("tool_calls").add(first);
    events.add(delta(answer, opening, true));
    ObjectNode rest = JSON.objectNode();
    rest.putArray("tool_calls")
        .addObject()
        .put("index", 0)
        .putObject("function")
        .put("arguments", call.arguments());
    events.add(delta(answer, rest, true));
  }

  private static SseEvent delta(Answer answer, ObjectNode delta, boolean token) {
    ObjectNode chunk = chunk(answer);
    choice(chunk, delta, null);
    return SseEvent.data(chunk, token);
  }

  private static ObjectNode chunk(Answer answer) {
    ObjectNode chunk = head(answer, "chat.completion.chunk");
    if (answer.call().includeUsage()) {
      chunk.putNull("usage");
    }
    return chunk;
  }

  private static void choice(ObjectNode chunk, ObjectNode delta, @Nullable String finishReason) {
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
  }

  private static ObjectNode toolCall(Answer answer, ToolCall call) {
    ObjectNode node = JSON.objectNode().put("id", "call_" + answer.id()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    return node;
  }

  private static ObjectNode head(Answer answer, String object) {
    return JSON.objectNode()
        .put("id", "chatcmpl-" + answer.id())
        .put("object", object)
        .put("created", answer.created())
        .put("model", answer.call().model())
        .put("system_fingerprint", "fp_simulated");
  }

  static ObjectNode usage(Answer answer) {
    return JSON.objectNode()
        .put("prompt_tokens", answer.call().inputTokens())
        .put("completion_tokens", answer.outputTokens())
        .put("total_tokens", answer.totalTokens());
  }

  static String finishReason(Finish finish) {
    return switch (finish) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case TOOL -> "tool_calls";
    };
  }
}
