package dev.interlock.dialect;

import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;

/** Parameter values whose spelling the endpoints share. */
final class Parameters {
  private static final Keys TOOL_CHOICE = Keys.of("type", "mode", "allowed_tools");
  private static final Keys MODE = Keys.of("mode");
  private static final Keys FORMAT = Keys.of("type");
  private static final Keys NESTED_FORMAT = Keys.of("format");

  private Parameters() {}

  /**
   * The speaker named {@code role}. Names we do not know count as the user's: nothing that a
   * stranger says escapes what is asked of users.
   */
  static Role role(String role) {
    return switch (role) {
      case "system", "developer" -> Role.SYSTEM;
      case "assistant", "model" -> Role.ASSISTANT;
      case "tool", "function" -> Role.TOOL;
      default -> Role.USER;
    };
  }

  /** Whether a {@code tool_choice} (or the older {@code function_call}) insists on a call. */
  static boolean toolRequired(JsonCursor json) {
    if (json.isNull()) {
      return false;
    }
    if (json.isString()) {
      return insists(json.string());
    }
    json.expectObject();
    String type = "function";
    String mode = "auto";
    var keys = TOOL_CHOICE.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      switch (key) {
        case "type" -> type = json.string();
        case "mode" -> mode = json.string();
        default -> mode = mode(json);
      }
    }
    return insists(type.equals("allowed_tools") ? mode : type);
  }

  /** The mode inside chat's {@code allowed_tools}; Responses has it one level higher. */
  private static String mode(JsonCursor json) {
    json.expectObject();
    String mode = "auto";
    var keys = MODE.fresh();
    while (json.nextKey(keys) != null) {
      mode = json.string();
    }
    return mode;
  }

  private static boolean insists(String choice) {
    return !choice.equals("auto") && !choice.equals("none");
  }

  /** The value of {@code response_format} and its like. */
  static ResponseFormat responseFormat(JsonCursor json) {
    if (json.isNull()) {
      return ResponseFormat.FREE;
    }
    json.expectObject();
    var format = ResponseFormat.FREE;
    var keys = FORMAT.fresh();
    while (json.nextKey(keys) != null) {
      format =
          switch (json.string()) {
            case "json_object" -> ResponseFormat.JSON_OBJECT;
            case "json_schema" -> ResponseFormat.JSON_SCHEMA;
            default -> ResponseFormat.FREE;
          };
    }
    return format;
  }

  /** The {@code format} inside an object of output settings, such as Responses' {@code text}. */
  static ResponseFormat nestedFormat(JsonCursor json) {
    if (json.isNull()) {
      return ResponseFormat.FREE;
    }
    json.expectObject();
    var format = ResponseFormat.FREE;
    var keys = NESTED_FORMAT.fresh();
    while (json.nextKey(keys) != null) {
      format = responseFormat(json);
    }
    return format;
  }
}
