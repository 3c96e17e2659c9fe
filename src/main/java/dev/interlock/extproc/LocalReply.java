package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.interlock.dialect.ErrorBody;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import java.util.Map;

/**
 * An answer of our own.
 *
 * @param status HTTP status
 * @param contentType media type of {@code body}
 * @param body the bytes
 * @param reason a code of the documented list; shown as {@code x-interlock-reason} and in Envoy's
 *     response code details
 * @param headers more headers
 */
record LocalReply(
    int status, String contentType, ByteString body, String reason, Map<String, String> headers) {
  /** A JSON answer; {@code body} is not copied and must not be written to afterwards. */
  static LocalReply json(int status, byte[] body, String reason) {
    return new LocalReply(
        status, "application/json", UnsafeByteOperations.unsafeWrap(body), reason, Map.of());
  }

  /** {@code error} in the caller's dialect. */
  static LocalReply error(Dialect dialect, RequestError error) {
    return error(dialect, error, error.kind().code());
  }

  /** {@code error} in the caller's dialect, under a more precise code of the documented list. */
  static LocalReply error(Dialect dialect, RequestError error, String reason) {
    return json(error.kind().status(), ErrorBody.of(dialect, error), reason);
  }

  LocalReply with(String header, String value) {
    return new LocalReply(status, contentType, body, reason, Map.of(header, value));
  }

  /** Never the body. */
  @Override
  public String toString() {
    return "LocalReply[status=" + status + ", reason=" + reason + "]";
  }
}
