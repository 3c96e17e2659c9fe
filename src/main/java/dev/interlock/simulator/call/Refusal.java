package dev.interlock.simulator.call;

import dev.interlock.inference.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that is an error.
 *
 * @param status HTTP status
 * @param param the request field at fault, if one is
 * @param code OpenAI's machine-readable code, if it has one
 */
public record Refusal(int status, String message, @Nullable String param, @Nullable String code)
    implements Reading {
  /** The refusal of a field, or of the whole request. */
  public static Refusal invalid(@Nullable String param, String message) {
    return new Refusal(400, message, param, null);
  }

  /** The error body as {@code dialect} writes it. */
  public ObjectNode body(Dialect dialect) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    switch (dialect) {
      case OPENAI ->
          body.putObject("error")
              .put("message", message)
              .put("type", openAiType())
              .put("param", param)
              .put("code", code);
      case ANTHROPIC ->
          body.put("type", "error")
              .putObject("error")
              .put("type", anthropicType())
              .put("message", param == null ? message : param + ": " + message);
    }
    return body;
  }

  private String openAiType() {
    return switch (status) {
      case 429 -> "rate_limit_error";
      case 500, 502, 503, 504 -> "server_error";
      default -> "invalid_request_error";
    };
  }

  private String anthropicType() {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }
}
