package dev.interlock.extproc;

import java.util.Map;

/**
 * An answer of our own.
 *
 * @param status HTTP status
 * @param contentType media type of {@code body}
 * @param body the bytes; not copied
 * @param reason a code of the documented list; shown as {@code x-interlock-reason} and in Envoy's
 *     response code details
 * @param headers more headers
 */
record LocalReply(
    int status, String contentType, byte[] body, String reason, Map<String, String> headers) {
  /** Never the body. */
  @Override
  public String toString() {
    return "LocalReply[status=" + status + ", reason=" + reason + "]";
  }
}
