package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestError.Kind;
import dev.interlock.inference.RequestHead;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {
  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, invalid_request_error, invalid_request",
    "NOT_ALLOWED, permission_error, policy_refused",
    "NOT_FOUND, invalid_request_error, not_found",
    "UNKNOWN_MODEL, invalid_request_error, model_not_found",
    "TOO_LARGE, invalid_request_error, request_too_large",
    "UNSUPPORTED_ENCODING, invalid_request_error, unsupported_encoding",
    "OVERLOADED, server_error, overloaded",
    "UNAVAILABLE, server_error, unavailable",
  })
  void openai(Kind kind, String type, String code) {
    assertThat(text(Dialect.OPENAI, new RequestError(kind, "No \"x\".", "messages[0].role")))
        .isEqualTo(
            "{\"error\":{\"message\":\"No \\\"x\\\".\",\"type\":\"%s\",\"param\":\"messages[0].role\",\"code\":\"%s\"}}"
                .formatted(type, code));
  }

  @Test
  void openai_without_a_parameter() {
    assertThat(text(Dialect.OPENAI, new RequestError(Kind.UNAVAILABLE, "Later.", "")))
        .isEqualTo(
            "{\"error\":{\"message\":\"Later.\",\"type\":\"server_error\",\"param\":null,\"code\":\"unavailable\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, invalid_request_error",
    "NOT_ALLOWED, permission_error",
    "NOT_FOUND, not_found_error",
    "UNKNOWN_MODEL, not_found_error",
    "TOO_LARGE, request_too_large",
    "UNSUPPORTED_ENCODING, invalid_request_error",
    "OVERLOADED, overloaded_error",
    "UNAVAILABLE, api_error",
  })
  void anthropic(Kind kind, String type) {
    assertThat(text(Dialect.ANTHROPIC, new RequestError(kind, "No.", "model")))
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"No.\"}}".formatted(type));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, false, ANTHROPIC",
    "/v1/messages?beta=true, false, ANTHROPIC",
    "/v1/chat/completions, true, OPENAI",
    "/v1/models, false, OPENAI",
    "/v1/models, true, ANTHROPIC",
    "/v1/messages/count_tokens, true, ANTHROPIC",
    "/nowhere, false, OPENAI",
  })
  void the_path_tells_the_dialect_then_the_headers(
      String path, boolean versioned, Dialect dialect) {
    Map<String, String> headers = versioned ? Map.of("anthropic-version", "2023-06-01") : Map.of();

    assertThat(ErrorBody.dialectOf(new RequestHead("POST", path, headers))).isEqualTo(dialect);
  }

  private static String text(Dialect dialect, RequestError error) {
    return new String(ErrorBody.of(dialect, error), UTF_8);
  }
}
