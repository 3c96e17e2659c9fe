package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges OpenAI's bodies of chat and of completions. */
final class ChoicesBody {
  private static final Set<String> FINISHED = Set.of("stop", "tool_calls", "function_call");

  private ChoicesBody() {}

  /** The model named; throws {@link Objection} unless all choices are whole. */
  static String check(Api api, ObjectNode body) {
    Body.require(body.path("object"), api == Api.CHAT ? "chat.completion" : "text_completion");
    Body.name(body.path("id"));
    JsonNode created = body.path("created");
    if (!Body.isAbsent(created) && !created.isIntegralNumber()) {
      throw Objection.unreadable();
    }
    Body.object(body);
    Body.requireUsage(body.path("usage"));
    JsonNode choices = body.path("choices");
    if (!choices.isArray() || choices.size() > Body.MAX_PARTS) {
      throw Objection.unreadable();
    }
    if (choices.isEmpty()) {
      throw new Objection(Why.EMPTY);
    }
    for (int i = 0; i < choices.size(); i++) {
      choice(api, Body.object(choices.path(i)), i);
    }
    return Body.name(body.path("model"));
  }

  private static void choice(Api api, ObjectNode choice, int position) {
    if (Body.index(choice.path("index")) != position) {
      throw Objection.unreadable();
    }
    String held = api == Api.CHAT ? "message" : "text";
    for (Map.Entry<String, JsonNode> member : choice.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "index", "finish_reason" -> {}
        case "content_filter_results" -> {
          if (!Body.isAbsent(value)) {
            Body.object(value);
          }
        }
        case "logprobs" -> Body.requireVoid(value);
        default -> {
          if (!member.getKey().equals(held) && !value.isValueNode()) {
            Body.requireVoid(value);
          }
        }
      }
    }
    if (api == Api.CHAT) {
      ObjectNode message = Body.object(choice.path("message"));
      refusal(message);
      finished(choice);
      MessageBody.check(message);
    } else {
      finished(choice);
      if (Body.text(choice.path("text")).isBlank()) {
        throw new Objection(Why.EMPTY);
      }
    }
  }

  private static void refusal(ObjectNode message) {
    if (!Body.text(message.path("refusal")).isEmpty()) {
      throw new Objection(Why.REFUSED);
    }
  }

  private static void finished(ObjectNode choice) {
    if (!FINISHED.contains(Body.text(choice.path("finish_reason")))) {
      throw new Objection(Why.UNFINISHED);
    }
  }
}
