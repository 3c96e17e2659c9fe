package dev.interlock.dialect;

import java.util.List;
import java.util.Set;

/**
 * What ties a body of the Responses API to the server that reads it: what was said before and is
 * kept there, what it does by itself, and what it is to keep. One request, one thread.
 */
final class ResponsesTies {
  /** The fields that say so. */
  static final List<String> FIELDS =
      List.of(
          "store", "input", "include", "tools", "prompt", "conversation", "previous_response_id");

  private static final Set<String> ITEMS =
      Set.of("message", "function_call", "function_call_output");
  private static final Set<String> PARTS = Set.of("input_text", "output_text");

  private boolean denied;
  private boolean tied;
  private boolean tools;

  /** Whether {@code field} is one that {@link #read} wants. */
  static boolean isOne(String field) {
    return FIELDS.contains(field);
  }

  /** Whether {@code store: false} says that the answer is not to be kept; by default it is. */
  boolean storeDenied() {
    return denied;
  }

  /** Whether the body says less than the server knows, or lets it act. */
  boolean isTied() {
    return tied;
  }

  /** Whether it offers tools, be they the caller's own. */
  boolean offersTools() {
    return tools;
  }

  /** Reads the value of one of {@link #FIELDS}. */
  void read(String key, JsonCursor json) {
    switch (key) {
      case "store" -> denied = json.isBoolean() && !json.flag();
      case "input" -> tied |= !json.isString() && !isPlain(json);
      case "include" -> tied |= json.isArray() ? json.count() > 0 : !json.isNull();
      case "tools" -> {
        tools = !json.isNull();
        tied |= tools && !all(json, ResponsesTies::isFunction);
      }
      case "prompt", "conversation", "previous_response_id" -> tied |= !json.isNull();
      default -> {}
    }
    json.skip();
  }

  private interface Check {
    /** Whether the object that {@code json} is at is as it should be; goes on behind it. */
    boolean of(JsonCursor json);
  }

  private static boolean isPlain(JsonCursor json) {
    return all(json, ResponsesTies::isPlainItem);
  }

  private static boolean all(JsonCursor json, Check check) {
    if (!json.isArray()) {
      return false;
    }
    boolean all = true;
    while (json.nextElement()) {
      if (json.isObject()) {
        all &= check.of(json);
      } else {
        json.skip();
        all = false;
      }
    }
    return all;
  }

  private static boolean isFunction(JsonCursor json) {
    return isOf(Set.of("function"), json, "");
  }

  private static boolean isPlainPart(JsonCursor json) {
    return isOf(PARTS, json, "");
  }

  /** A message, a call or what came of it, in words alone. */
  private static boolean isPlainItem(JsonCursor json) {
    return isOf(ITEMS, json, "message");
  }

  /**
   * Whether an object has one type, which is one of {@code types}, and says nothing but texts.
   *
   * @param usual its type where it states none
   */
  private static boolean isOf(Set<String> types, JsonCursor json, String usual) {
    String type = usual;
    int stated = 0;
    boolean plain = true;
    boolean role = false;
    boolean content = false;
    while (json.nextValue()) {
      if (json.isNamed("type")) {
        stated++;
        type = json.isString() ? json.string() : "";
        json.skip();
      } else if (json.isNamed("role")) {
        role = true;
        json.skip();
      } else if (json.isNamed("content") || json.isNamed("output")) {
        content |= json.isNamed("content") && !json.isNull();
        plain &= json.isString() || json.isNull() || all(json, ResponsesTies::isPlainPart);
        json.skip();
      } else {
        json.skip();
      }
    }
    // A reference to an item need not state its type either.
    boolean whole = !type.equals("message") || (role && content);
    return plain && whole && stated <= 1 && types.contains(type);
  }
}
