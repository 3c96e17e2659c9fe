package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

/**
 * Why a request cannot be served, before it is put into the caller's dialect.
 *
 * @param kind what is wrong
 * @param message one sentence for the caller; never quotes the prompt
 * @param parameter the request field at fault, empty when there is none
 */
public record RequestError(Kind kind, String message, String parameter) {
  public RequestError {
    requireNonNull(kind, "kind");
    requireNonNull(message, "message");
    requireNonNull(parameter, "parameter");
  }

  /** What is wrong, with its HTTP status and its code of the documented list. */
  public enum Kind {
    INVALID_REQUEST(400, "invalid_request"),
    UNAUTHENTICATED(401, "unauthenticated"),
    NOT_ALLOWED(403, "policy_refused"),
    NOT_FOUND(404, "not_found"),
    UNKNOWN_MODEL(404, "unknown_model"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed"),
    TOO_LARGE(413, "request_too_large"),
    UNSUPPORTED_ENCODING(415, "unsupported_encoding"),
    OVERLOADED(503, "overloaded"),
    UNAVAILABLE(503, "unavailable"),
    NOT_CACHED(504, "not_cached");

    private final int status;
    private final String code;

    Kind(int status, String code) {
      this.status = status;
      this.code = code;
    }

    public int status() {
      return status;
    }

    public String code() {
      return code;
    }
  }
}
