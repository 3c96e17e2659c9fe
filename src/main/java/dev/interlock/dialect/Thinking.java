package dev.interlock.dialect;

/**
 * Fields by which a request itself says how much a model is to think, in any family's words. Null
 * says that it is the server's business: that is a word, too.
 */
final class Thinking {
  private static final Keys REASONING = Keys.of("effort", "enabled");
  private static final Keys THINKING = Keys.of("type");
  private static final Keys TEMPLATE = Keys.of("enable_thinking", "thinking");

  private Thinking() {}

  /** A level: {@code reasoning_effort} and the like. */
  static void level(JsonCursor json, RequestDraft draft) {
    if (json.isString()) {
      draft.effort(json.string());
    } else {
      stated(json, draft);
    }
  }

  /** A switch: {@code enable_thinking}. */
  static void onOff(JsonCursor json, RequestDraft draft) {
    if (json.isBoolean()) {
      draft.thinking(json.flag());
    } else {
      stated(json, draft);
    }
  }

  /** A number: {@code thinking_budget}. */
  static void stated(JsonCursor json, RequestDraft draft) {
    json.skip();
    draft.effort("");
  }

  /** {@code reasoning}, which says how much in one of its fields, or only how it is to be shown. */
  static void reasoning(JsonCursor json, RequestDraft draft) {
    stated(json, draft, REASONING);
  }

  /** {@code thinking}: its type is the switch. */
  static void thinking(JsonCursor json, RequestDraft draft) {
    stated(json, draft, THINKING);
  }

  /** {@code chat_template_kwargs}: whatever it says, it can be written only once. */
  static void template(JsonCursor json, RequestDraft draft) {
    stated(json, draft, TEMPLATE);
  }

  private static void stated(JsonCursor json, RequestDraft draft, Keys known) {
    draft.effort("");
    if (!json.isObject()) {
      json.skip();
      return;
    }
    var keys = known.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      if (key.equals("type") && json.isString()) {
        draft.thinking(!json.string().equals("disabled"));
      } else if (key.equals("effort")) {
        level(json, draft);
      } else {
        onOff(json, draft);
      }
    }
  }
}
