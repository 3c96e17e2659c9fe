package dev.interlock.dialect;

import dev.interlock.inference.Api;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestError.Kind;
import dev.interlock.inference.RequestHead;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;

/** A refusal in the shape that the caller's client library expects. Stateless, any thread. */
public final class ErrorBody {
  /** The content type of every error body. */
  public static final String CONTENT_TYPE = "application/json";

  private ErrorBody() {}

  /** {@code error} in the shape of {@code dialect}: JSON in UTF-8. */
  public static byte[] of(Dialect dialect, RequestError error) {
    var bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = Json.generator(bytes)) {
      switch (dialect) {
        case OPENAI -> openAi(error, json);
        case ANTHROPIC -> anthropic(error, json);
      }
    }
    return bytes.toByteArray();
  }

  /**
   * The dialect in which to refuse a request: that of its path, else of its headers; OpenAI's where
   * neither tells.
   */
  public static Dialect dialectOf(RequestHead head) {
    return Api.atPath(head.path())
        .map(Api::dialect)
        .orElse(head.header("anthropic-version").isEmpty() ? Dialect.OPENAI : Dialect.ANTHROPIC);
  }

  private static void openAi(RequestError error, JsonGenerator json) {
    json.writeStartObject();
    json.writeObjectPropertyStart("error");
    json.writeStringProperty("message", error.message());
    json.writeStringProperty("type", openAiType(error.kind()));
    if (error.parameter().isEmpty()) {
      json.writeNullProperty("param");
    } else {
      json.writeStringProperty("param", error.parameter());
    }
    json.writeStringProperty("code", openAiCode(error.kind()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String openAiType(Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST,
          UNAUTHENTICATED,
          NOT_FOUND,
          UNKNOWN_MODEL,
          TOO_LARGE,
          UNSUPPORTED_ENCODING,
          METHOD_NOT_ALLOWED ->
          "invalid_request_error";
      case NOT_ALLOWED -> "permission_error";
      case OVERLOADED, UNAVAILABLE, NOT_CACHED -> "server_error";
    };
  }

  /** Ours, but for those that OpenAI's clients know by another name. */
  private static String openAiCode(Kind kind) {
    return switch (kind) {
      case UNKNOWN_MODEL -> "model_not_found";
      case UNAUTHENTICATED -> "invalid_api_key";
      default -> kind.code();
    };
  }

  private static void anthropic(RequestError error, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "error");
    json.writeObjectPropertyStart("error");
    json.writeStringProperty("type", anthropicType(error.kind()));
    json.writeStringProperty("message", error.message());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String anthropicType(Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST, UNSUPPORTED_ENCODING, METHOD_NOT_ALLOWED -> "invalid_request_error";
      case UNAUTHENTICATED -> "authentication_error";
      case NOT_FOUND, UNKNOWN_MODEL -> "not_found_error";
      case NOT_ALLOWED -> "permission_error";
      case TOO_LARGE -> "request_too_large";
      case OVERLOADED -> "overloaded_error";
      case UNAVAILABLE, NOT_CACHED -> "api_error";
    };
  }
}
