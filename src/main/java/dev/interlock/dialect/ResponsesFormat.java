package dev.interlock.dialect;

import dev.interlock.inference.Role;
import java.util.List;
import java.util.Set;

/** {@code /v1/responses}. */
final class ResponsesFormat implements BodyFormat {
  static final ResponsesFormat INSTANCE = new ResponsesFormat();

  private static final List<String> NEEDED =
      List.of("input", "prompt", "conversation", "previous_response_id");
  private static final Set<String> CAPS = Set.of("max_output_tokens");
  private static final Set<String> THINKING = Set.of("reasoning");
  private static final Keys KEYS =
      Keys.of(
          "model",
          "stream",
          "input",
          "prompt",
          "conversation",
          "previous_response_id",
          "instructions",
          "tools",
          "tool_choice",
          "text",
          "max_output_tokens",
          "reasoning");
  private static final Keys PROMPT = Keys.of("variables");
  private static final Keys ITEM = Keys.of("type", "role", "content", "summary", "output");

  private ResponsesFormat() {}

  @Override
  public Keys keys() {
    return KEYS;
  }

  @Override
  public Set<String> caps() {
    return CAPS;
  }

  @Override
  public Set<String> thinking() {
    return THINKING;
  }

  @Override
  public List<String> needed() {
    return NEEDED;
  }

  @Override
  public void read(String key, JsonCursor json, RequestDraft draft) {
    switch (key) {
      case "input" -> input(json, draft);
      case "instructions" -> {
        var content = new Content(draft);
        content.read(json);
        draft.prelude(content.textTurn(Role.SYSTEM));
      }
      case "prompt" -> prompt(json, draft);
      case "conversation", "previous_response_id" -> json.skip();
      case "tools" -> draft.tools(json.count());
      case "tool_choice" -> draft.toolRequired(Parameters.toolRequired(json));
      case "text" -> draft.responseFormat(Parameters.nestedFormat(json));
      case "reasoning" -> Thinking.reasoning(json, draft);
      default -> draft.maxOutputTokens(json.bound());
    }
  }

  /** A template kept upstream; the values of its variables are the caller's words. */
  private static void prompt(JsonCursor json, RequestDraft draft) {
    if (json.isNull()) {
      return;
    }
    json.expectObject();
    var content = new Content(draft);
    var keys = PROMPT.fresh();
    while (json.nextKey(keys) != null) {
      if (!json.isNull()) {
        json.expectObject();
        while (json.nextValue()) {
          content.read(json);
        }
      }
    }
    content.finish(Role.USER);
  }

  private static void input(JsonCursor json, RequestDraft draft) {
    if (json.isString()) {
      var content = new Content(draft);
      content.read(json);
      content.finish(Role.USER);
      return;
    }
    json.expectArray();
    while (json.nextElement()) {
      item(json, draft);
    }
  }

  /** A message, or what a model or a tool did: the type says so where no role does. */
  private static void item(JsonCursor json, RequestDraft draft) {
    json.expectObject();
    var content = new Content(draft);
    String type = "message";
    Role role = null;
    var keys = ITEM.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      switch (key) {
        case "type" -> type = json.string();
        case "role" -> role = Parameters.role(json.string());
        default -> content.read(json);
      }
    }
    if (type.endsWith("_call")) {
      content.toolCalls(1);
    }
    content.finish(role != null ? role : speaker(type));
  }

  private static Role speaker(String type) {
    if (type.endsWith("_output")) {
      return Role.TOOL;
    }
    return type.endsWith("_call") || type.equals("reasoning") ? Role.ASSISTANT : Role.USER;
  }
}
