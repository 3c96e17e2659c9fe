package dev.interlock.extproc;

/** Every header name that the service reads or writes. */
final class HeaderNames {
  /**
   * Request: the cluster Envoy forwards to. Stripped from clients before any filter and never sent
   * upstream.
   */
  static final String CLUSTER = "x-interlock-cluster";

  /**
   * Request: says {@code enforced} once a request may be in the enforced share, so that without a
   * decision it takes the fail-safe route.
   */
  static final String SHARE = "x-interlock-share";

  /** Request, between upstream filters only: the model whose turn it is. */
  static final String ATTEMPT = "x-interlock-attempt";

  /** Request: Envoy's count of attempts, from 1. */
  static final String ATTEMPT_COUNT = "x-envoy-attempt-count";

  /** Request: how often Envoy may go on to the next model. */
  static final String MAX_RETRIES = "x-envoy-max-retries";

  /** Request: milliseconds that each model has until its first byte. */
  static final String PER_TRY_TIMEOUT = "x-envoy-upstream-rq-per-try-timeout-ms";

  /** gRPC metadata: which service a filter wants; without it, decisions. */
  static final String ROLE = "x-interlock-role";

  /** Response: the decision id to quote. */
  static final String DECISION = "x-interlock-decision";

  /** Response: the model that answers. */
  static final String MODEL = "x-interlock-model";

  /** Response: how hard the model was told to think, where we said so. */
  static final String EFFORT = "x-interlock-effort";

  /** Response: a code of the documented list. */
  static final String REASON = "x-interlock-reason";

  /**
   * Response: what the cache did: {@code hit-exact}, {@code hit-stale}, {@code hit-semantic},
   * {@code miss} or {@code bypass}.
   */
  static final String CACHE = "x-interlock-cache";

  /** Response: what the kept answer is called that was given. */
  static final String CACHE_ENTRY = "x-interlock-cache-entry";

  static final String AGE = "age";
  static final String ACCEPT_ENCODING = "accept-encoding";
  static final String ALLOW = "allow";
  static final String CONTENT_ENCODING = "content-encoding";
  static final String CONTENT_LENGTH = "content-length";
  static final String CONTENT_TYPE = "content-type";

  static final String PATH = ":path";
  static final String RETRY_AFTER = "retry-after";

  private HeaderNames() {}
}
