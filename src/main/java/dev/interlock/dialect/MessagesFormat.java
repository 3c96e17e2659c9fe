package dev.interlock.dialect;

import dev.interlock.inference.Role;
import java.util.List;
import java.util.Set;

/** Anthropic's {@code /v1/messages}. */
final class MessagesFormat implements BodyFormat {
  static final MessagesFormat INSTANCE = new MessagesFormat();

  private static final List<String> NEEDED = List.of("messages");
  private static final Set<String> CAPS = Set.of("max_tokens");
  private static final Set<String> THINKING = Set.of("thinking");
  private static final Keys KEYS =
      Keys.of(
          "model",
          "stream",
          "messages",
          "system",
          "tools",
          "tool_choice",
          "output_format",
          "output_config",
          "max_tokens",
          "thinking",
          "temperature",
          "top_p",
          "top_k");
  private static final Keys OUTPUT = Keys.of("format", "effort");
  private static final Keys MESSAGE = Keys.of("role", "content");

  private MessagesFormat() {}

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
      case "messages" -> {
        json.expectArray();
        while (json.nextElement()) {
          message(json, draft);
        }
      }
      case "system" -> {
        var content = new Content(draft);
        content.read(json);
        draft.prelude(content.textTurn(Role.SYSTEM));
      }
      case "tools" -> draft.tools(json.count());
      case "tool_choice" -> draft.toolRequired(Parameters.toolRequired(json));
      case "output_format" -> draft.responseFormat(Parameters.responseFormat(json));
      case "output_config" -> output(json, draft);
      case "thinking" -> Thinking.thinking(json, draft);
      case "temperature", "top_p", "top_k" -> {
        draft.sampled(!json.isNull());
        json.skip();
      }
      default -> draft.maxOutputTokens(json.bound());
    }
  }

  private static void output(JsonCursor json, RequestDraft draft) {
    if (json.isNull()) {
      return;
    }
    json.expectObject();
    var keys = OUTPUT.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      if (key.equals("format")) {
        draft.responseFormat(Parameters.responseFormat(json));
      } else {
        Thinking.level(json, draft);
      }
    }
  }

  private static void message(JsonCursor json, RequestDraft draft) {
    json.expectObject();
    var content = new Content(draft);
    Role role = null;
    var keys = MESSAGE.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      if (key.equals("role")) {
        role = Parameters.role(json.string());
      } else {
        content.read(json);
      }
    }
    if (role == null) {
      throw json.missing("role");
    }
    content.finish(role);
  }
}
