package dev.interlock.dialect;

import dev.interlock.inference.Role;
import java.util.List;
import java.util.Set;

/** {@code /v1/chat/completions}. */
final class ChatFormat implements BodyFormat {
  static final ChatFormat INSTANCE = new ChatFormat();

  private static final List<String> NEEDED = List.of("messages");
  private static final Set<String> CAPS = Set.of("max_tokens", "max_completion_tokens");
  private static final Set<String> THINKING =
      Set.of(
          "reasoning_effort",
          "reasoning",
          "thinking",
          "enable_thinking",
          "thinking_budget",
          "chat_template_kwargs");
  private static final Keys KEYS =
      Keys.of(
          "model",
          "stream",
          "messages",
          "tools",
          "functions",
          "tool_choice",
          "function_call",
          "response_format",
          "max_tokens",
          "max_completion_tokens",
          "reasoning_effort",
          "reasoning",
          "thinking",
          "enable_thinking",
          "thinking_budget",
          "chat_template_kwargs");
  private static final Keys MESSAGE =
      Keys.of("role", "content", "refusal", "reasoning_content", "tool_calls", "function_call");

  private ChatFormat() {}

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
      case "messages" -> messages(json, draft);
      case "tools", "functions" -> draft.tools(json.count());
      case "tool_choice", "function_call" -> draft.toolRequired(Parameters.toolRequired(json));
      case "response_format" -> draft.responseFormat(Parameters.responseFormat(json));
      case "reasoning_effort" -> Thinking.level(json, draft);
      case "reasoning" -> Thinking.reasoning(json, draft);
      case "thinking" -> Thinking.thinking(json, draft);
      case "enable_thinking" -> Thinking.onOff(json, draft);
      case "thinking_budget" -> Thinking.stated(json, draft);
      case "chat_template_kwargs" -> Thinking.template(json, draft);
      default -> draft.maxOutputTokens(json.bound());
    }
  }

  private static void messages(JsonCursor json, RequestDraft draft) {
    json.expectArray();
    while (json.nextElement()) {
      message(json, draft);
    }
  }

  private static void message(JsonCursor json, RequestDraft draft) {
    json.expectObject();
    var content = new Content(draft);
    Role role = null;
    var keys = MESSAGE.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      switch (key) {
        case "role" -> role = Parameters.role(json.string());
        case "tool_calls" -> content.toolCalls(json.count());
        case "function_call" -> {
          content.toolCalls(json.isNull() ? 0 : 1);
          json.skip();
        }
        default -> content.read(json);
      }
    }
    if (role == null) {
      throw json.missing("role");
    }
    content.finish(role);
  }
}
