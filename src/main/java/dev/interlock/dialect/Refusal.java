package dev.interlock.dialect;

import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestError.Kind;

/** Carries a refusal up from the depth of a body; never leaves {@link RequestReader}. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final String complaint;

  /**
   * @param parameter the field at fault, empty for the body as a whole
   * @param complaint the sentence's predicate; quotes nothing the caller wrote
   */
  Refusal(String parameter, String complaint) {
    super(complaint, null, false, false);
    this.parameter = parameter;
    this.complaint = complaint;
  }

  RequestError toError() {
    String subject = parameter.isEmpty() ? "The request body" : "'" + parameter + "'";
    return new RequestError(Kind.INVALID_REQUEST, subject + " " + complaint + ".", parameter);
  }
}
