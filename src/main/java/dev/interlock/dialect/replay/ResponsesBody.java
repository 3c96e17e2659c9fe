package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges bodies of OpenAI's Responses API. Whole is what the server says is completed and keeps
 * nowhere; of outputs, messages of plain text, calls of the caller's functions, and reasoning that
 * is told in summaries.
 */
final class ResponsesBody {
  private ResponsesBody() {}

  /** The model named; throws {@link Objection} unless the response is whole. */
  static String check(ObjectNode body) {
    Body.require(body.path("object"), "response");
    finished(Body.text(body.path("status")));
    Body.requireVoid(body.path("incomplete_details"));
    Body.requireVoid(body.path("previous_response_id"));
    Body.requireVoid(body.path("conversation"));
    Body.requireVoid(body.path("prompt"));
    requireNot(body.path("store"));
    requireNot(body.path("background"));
    Body.requireUsage(body.path("usage"));
    boolean says = false;
    for (JsonNode item : parts(body.path("output"))) {
      says |= item(Body.object(item));
    }
    if (!says) {
      throw new Objection(Why.EMPTY);
    }
    return Body.name(body.path("model"));
  }

  private static void finished(String status) {
    switch (status) {
      case "completed" -> {}
      case "failed" -> throw new Objection(Why.FAILED);
      default -> throw new Objection(Why.UNFINISHED);
    }
  }

  private static void requireNot(JsonNode flag) {
    if (!Body.isAbsent(flag) && !(flag.isBoolean() && !flag.booleanValue())) {
      throw Objection.unreadable();
    }
  }

  private static JsonNode parts(JsonNode list) {
    if (!list.isArray() || list.size() > Body.MAX_PARTS) {
      throw Objection.unreadable();
    }
    return list;
  }

  /** Whether the item says or does something. */
  private static boolean item(ObjectNode item) {
    if (Body.name(item.path("id")).isEmpty()) {
      throw Objection.unreadable();
    }
    if (!Body.isAbsent(item.path("status"))) {
      finished(Body.text(item.path("status")));
    }
    return switch (Body.text(item.path("type"))) {
      case "message" -> message(item);
      case "function_call" -> call(item);
      case "reasoning" -> {
        Body.requireVoid(item.path("content"));
        Body.requireVoid(item.path("encrypted_content"));
        for (JsonNode part : parts(item.path("summary"))) {
          Body.require(part.path("type"), "summary_text");
          string(part, "text");
        }
        yield false;
      }
      default -> throw Objection.unreadable();
    };
  }

  private static boolean message(ObjectNode message) {
    Body.require(message.path("role"), "assistant");
    boolean says = false;
    for (JsonNode part : parts(message.path("content"))) {
      if (Body.is(part.path("type"), "refusal")) {
        throw new Objection(Why.REFUSED);
      }
      Body.require(Body.object(part).path("type"), "output_text");
      Body.requireVoid(part.path("annotations"));
      Body.requireVoid(part.path("logprobs"));
      says |= !string(part, "text").isBlank();
    }
    return says;
  }

  private static boolean call(ObjectNode call) {
    string(call, "call_id");
    string(call, "arguments");
    if (Body.text(call.path("name")).isBlank()) {
      throw new Objection(Why.EMPTY);
    }
    return true;
  }

  private static String string(JsonNode object, String name) {
    if (!object.path(name).isString()) {
      throw Objection.unreadable();
    }
    return object.path(name).stringValue();
  }
}
