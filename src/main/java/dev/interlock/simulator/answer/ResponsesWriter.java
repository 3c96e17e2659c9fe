package dev.interlock.simulator.answer;

import dev.interlock.simulator.answer.Answer.Finish;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes OpenAI's {@code response} object and its event types. */
final class ResponsesWriter implements AnswerWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public ObjectNode whole(Answer answer) {
    boolean cut = answer.finish() == Finish.LENGTH;
    ObjectNode body = head(answer, cut ? "incomplete" : "completed");
    if (cut) {
      body.putObject("incomplete_details").put("reason", "max_output_tokens");
    } else {
      body.putNull("incomplete_details");
    }
    body.putArray("output").add(item(answer, "completed", true));
    ObjectNode usage = body.putObject("usage");
    usage.put("input_tokens", answer.call().inputTokens());
    usage.putObject("input_tokens_details").put("cached_tokens", 0);
    usage.put("output_tokens", answer.outputTokens());
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    usage.put("total_tokens", answer.totalTokens());
    return body;
  }

  @Override
  public List<SseEvent> events(Answer answer) {
    Numbered events = new Numbered();
    ObjectNode started = head(answer, "in_progress");
    started.putArray("output");
    started.putNull("usage");
    events.add(event("response.created").set("response", started), false);
    events.add(event("response.in_progress").set("response", started), false);
    events.add(
        event("response.output_item.added")
            .put("output_index", 0)
            .set("item", item(answer, "in_progress", false)),
        false);
    if (answer.toolCall().isPresent()) {
      String arguments = answer.toolCall().get().arguments();
      events.add(
          part("response.function_call_arguments.delta", answer).put("delta", arguments), true);
      events.add(
          part("response.function_call_arguments.done", answer).put("arguments", arguments), false);
    } else {
      text(answer, events);
    }
    events.add(
        event("response.output_item.done")
            .put("output_index", 0)
            .set("item", item(answer, "completed", true)),
        false);
    boolean cut = answer.finish() == Finish.LENGTH;
    events.add(
        event(cut ? "response.incomplete" : "response.completed").set("response", whole(answer)),
        false);
    return events.list;
  }

  private static void text(Answer answer, Numbered events) {
    events.add(content("response.content_part.added", answer).set("part", outputText("")), false);
    for (String token : answer.tokens()) {
      events.add(content("response.output_text.delta", answer).put("delta", token), true);
    }
    events.add(content("response.output_text.done", answer).put("text", answer.text()), false);
    events.add(
        content("response.content_part.done", answer).set("part", outputText(answer.text())),
        false);
  }

  private static ObjectNode head(Answer answer, String status) {
    return JSON.objectNode()
        .put("id", "resp_" + answer.id())
        .put("object", "response")
        .put("created_at", answer.created())
        .put("status", status)
        .putNull("error")
        .put("model", answer.call().model())
        .put("parallel_tool_calls", true)
        .put("tool_choice", "auto")
        .set("tools", JSON.arrayNode());
  }

  private static ObjectNode item(Answer answer, String status, boolean full) {
    ObjectNode item = JSON.objectNode().put("id", itemId(answer)).put("status", status);
    answer
        .toolCall()
        .ifPresentOrElse(
            call ->
                item.put("type", "function_call")
                    .put("call_id", "call_" + answer.id())
                    .put("name", call.name())
                    .put("arguments", full ? call.arguments() : ""),
            () -> {
              item.put("type", "message").put("role", "assistant");
              var content = item.putArray("content");
              if (full) {
                content.add(outputText(answer.text()));
              }
            });
    return item;
  }

  private static ObjectNode outputText(String text) {
    ObjectNode part = JSON.objectNode().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  private static ObjectNode content(String type, Answer answer) {
    return part(type, answer).put("content_index", 0);
  }

  private static ObjectNode part(String type, Answer answer) {
    return event(type).put("item_id", itemId(answer)).put("output_index", 0);
  }

  private static String itemId(Answer answer) {
    return (answer.toolCall().isPresent() ? "fc_" : "msg_") + answer.id();
  }

  private static ObjectNode event(String type) {
    return JSON.objectNode().put("type", type);
  }

  /** Events with the running number this dialect gives them. */
  private static final class Numbered {
    private final List<SseEvent> list = new ArrayList<>();

    void add(ObjectNode event, boolean token) {
      list.add(SseEvent.named(event.put("sequence_number", list.size()), token));
    }
  }
}
