package dev.interlock.extproc;

/** Every header name that the service reads or writes. */
final class HeaderNames {
  /**
   * Request: the cluster Envoy forwards to. Stripped from clients before any filter and never sent
   * upstream.
   */
  static final String CLUSTER = "x-interlock-cluster";

  /** Response: the decision id to quote. */
  static final String DECISION = "x-interlock-decision";

  /** Response: the model that answers. */
  static final String MODEL = "x-interlock-model";

  /** Response: a code of the documented list. */
  static final String REASON = "x-interlock-reason";

  static final String ACCEPT_ENCODING = "accept-encoding";
  static final String ALLOW = "allow";
  static final String CONTENT_ENCODING = "content-encoding";
  static final String CONTENT_LENGTH = "content-length";
  static final String CONTENT_TYPE = "content-type";

  private HeaderNames() {}
}
