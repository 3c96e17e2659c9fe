package dev.interlock.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code text_completion}. */
final class CompletionWriter implements AnswerWriter {
  @Override
  public ObjectNode whole(Answer answer) {
    return body(answer, answer.text(), ChatWriter.finishReason(answer.finish()))
        .set("usage", ChatWriter.usage(answer));
  }

  @Override
  public List<SseEvent> events(Answer answer) {
    List<SseEvent> events = new ArrayList<>(answer.tokens().size() + 3);
    for (String token : answer.tokens()) {
      events.add(SseEvent.data(body(answer, token, null), true));
    }
    events.add(SseEvent.data(body(answer, "", ChatWriter.finishReason(answer.finish())), false));
    if (answer.call().includeUsage()) {
      ObjectNode usage = head(answer);
      usage.putArray("choices");
      events.add(SseEvent.data(usage.set("usage", ChatWriter.usage(answer)), false));
    }
    events.add(SseEvent.DONE);
    return events;
  }

  private static ObjectNode body(Answer answer, String text, @Nullable String finishReason) {
    ObjectNode body = head(answer);
    body.putArray("choices")
        .addObject()
        .put("index", 0)
        .put("text", text)
        .putNull("logprobs")
        .put("finish_reason", finishReason);
    return body;
  }

  private static ObjectNode head(Answer answer) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", "cmpl-" + answer.id())
        .put("object", "text_completion")
        .put("created", answer.created())
        .put("model", answer.call().model());
  }
}
