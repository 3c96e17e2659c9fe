package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.dialect.ErrorBody;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestError.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error that Envoy itself gives, for when Interlock is not asked or does not answer. The same
 * bodies as Interlock's own.
 */
public record ErrorReply(RequestError error) {
  /** Interlock is down, and only it may decide. */
  public static final ErrorReply UNDECIDED =
      of(
          Kind.UNAVAILABLE,
          "Routing is unavailable, and this request may not be routed without it. Try again.");

  /** Nobody serves this path. */
  public static final ErrorReply UNLISTED = of(Kind.NOT_FOUND, "There is no such endpoint.");

  static final ErrorReply UNAUTHENTICATED =
      of(
          Kind.UNAUTHENTICATED,
          "No valid credential. Send yours as `authorization: Bearer` or as `x-api-key`.");

  /** Only as a local reply's body: it names Envoy's own reason. */
  static final ErrorReply UPSTREAM =
      of(Kind.UNAVAILABLE, "The model server did not answer (%RESPONSE_FLAGS%).");

  static ErrorReply tooLarge(int limit) {
    return of(Kind.TOO_LARGE, "The request body is larger than the limit of " + limit + " bytes.");
  }

  /** The rest of a route that answers instead of forwarding. */
  Map<String, Object> asRoute(Dialect dialect) {
    var headers = new ArrayList<Map<String, Object>>();
    // Direct responses are plain text unless told otherwise.
    headers.add(Headers.set("content-type", ErrorBody.CONTENT_TYPE));
    headers().forEach((name, value) -> headers.add(Headers.set(name, value)));
    return map(
        "direct_response",
        map("status", error.kind().status(), "body", map("inline_string", body(dialect))),
        "response_headers_to_add",
        List.copyOf(headers));
  }

  /** The rest of a mapper that replaces a local reply's body; its status stays. */
  Map<String, Object> asMapper(Dialect dialect) {
    return map(
        "headers_to_add",
        List.of(Headers.set(Headers.REASON, error.kind().code())),
        "body_format_override",
        map(
            "text_format_source",
            map("inline_string", body(dialect)),
            "content_type",
            ErrorBody.CONTENT_TYPE));
  }

  /** What the answer says beside its body. */
  public Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    headers.put(Headers.REASON, error.kind().code());
    if (error.kind() == Kind.UNAVAILABLE) {
      // Long enough for a sidecar to be back.
      headers.put("retry-after", "2");
    }
    return Collections.unmodifiableMap(headers);
  }

  /** JSON, as a caller of {@code dialect} expects it. */
  public String body(Dialect dialect) {
    return new String(ErrorBody.of(dialect, error), StandardCharsets.UTF_8);
  }

  private static ErrorReply of(Kind kind, String message) {
    return new ErrorReply(new RequestError(kind, message, ""));
  }
}
