package dev.interlock.bench;

import dev.interlock.bench.load.AnswerCheck;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What the bench demands of an answer. */
final class Checks {
  /** The fail-safe route answered. */
  static final String UNDECIDED = "undecided";

  /** Interlock answered, but without the signals it wanted. */
  static final String DEGRADED = "degraded";

  private static final String DECISION = "x-interlock-decision";
  private static final String CACHE = "x-interlock-cache";
  private static final String REASON = "x-interlock-reason";

  private Checks() {}

  /**
   * As {@link AnswerCheck#contains}, and decided by Interlock: without this check the fail-safe
   * route, which is faster, would count as success.
   */
  static AnswerCheck decided(String marker) {
    AnswerCheck contains = AnswerCheck.contains(marker);
    return (status, headers, body) -> {
      String fault = contains.fault(status, headers, body);
      return fault.isEmpty() ? undecided(headers) : fault;
    };
  }

  /**
   * As {@link #decided}, and with what the cache is to have done; anything else counts as degraded.
   *
   * @param wanted what the answer must say of the cache: {@code hit-exact}, say
   */
  static AnswerCheck cached(String marker, String wanted) {
    AnswerCheck decided = decided(marker);
    return (status, headers, body) -> {
      String fault = decided.fault(status, headers, body);
      boolean asWanted = wanted.equals(headers.get(CACHE));
      return fault.isEmpty() && !asWanted ? DEGRADED : fault;
    };
  }

  private static String undecided(HttpHeaders headers) {
    return !headers.contains(DECISION)
        ? UNDECIDED
        : withoutChoice(headers.get(REASON)) ? DEGRADED : "";
  }

  private static boolean withoutChoice(@Nullable String reason) {
    return "default".equals(reason) || "default_resting".equals(reason);
  }
}
