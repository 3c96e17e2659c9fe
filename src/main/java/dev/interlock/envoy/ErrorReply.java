package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.inference.Dialect;
import java.util.List;
import java.util.Map;

/**
 * An error Envoy itself gives, in the caller's dialect. Interlock's own errors are written by the
 * dialects; these exist for when it is not asked or does not answer.
 *
 * @param openAiType OpenAI's {@code error.type}
 * @param anthropicType Anthropic's {@code error.type}
 * @param code the code of the documented list
 * @param message one sentence; plain ASCII without quotes and backslashes
 */
record ErrorReply(String openAiType, String anthropicType, String code, String message) {
  /** The answer while Interlock is down and only it may decide. */
  static final ErrorReply UNDECIDED =
      new ErrorReply(
          "server_error",
          "overloaded_error",
          "unavailable",
          "Routing is unavailable and this request may not be routed without it; try again.");

  static final ErrorReply UNLISTED =
      new ErrorReply(
          "invalid_request_error", "not_found_error", "not_found", "No such endpoint here.");

  static final ErrorReply UPSTREAM =
      new ErrorReply(
          "server_error",
          "api_error",
          "upstream_unavailable",
          "The model server did not answer (%RESPONSE_FLAGS%).");

  static ErrorReply tooLarge(int limit) {
    return new ErrorReply(
        "invalid_request_error",
        "request_too_large",
        "request_too_large",
        "The request body is larger than the limit of " + limit + " bytes.");
  }

  String body(Dialect dialect) {
    return switch (dialect) {
      case OPENAI ->
          "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
              .formatted(message, openAiType, code);
      case ANTHROPIC ->
          "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
              .formatted(anthropicType, message);
    };
  }

  /** As a route's own answer. */
  Map<String, Object> asDirectResponse(int status, Dialect dialect) {
    return map("status", status, "body", map("inline_string", body(dialect)));
  }

  /** As the body Envoy gives a local reply. */
  Map<String, Object> asBodyFormat(Dialect dialect) {
    return map(
        "text_format_source",
        map("inline_string", body(dialect)),
        "content_type",
        "application/json");
  }

  /** Direct responses are plain text unless told otherwise. */
  static Map<String, Object> jsonContentType() {
    return map(
        "header",
        map("key", "content-type", "value", "application/json"),
        "append_action",
        "OVERWRITE_IF_EXISTS_OR_ADD");
  }

  /** A client that waits this long finds Interlock restarted. */
  static Map<String, Object> retryAfter() {
    return map("header", map("key", "retry-after", "value", "2"));
  }

  static List<Dialect> dialectsBySpecificity() {
    return List.of(Dialect.ANTHROPIC, Dialect.OPENAI);
  }
}
