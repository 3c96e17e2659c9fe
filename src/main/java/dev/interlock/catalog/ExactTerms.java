package dev.interlock.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What the response cache may do for the very same question, asked again.
 *
 * @param ttl how long an answer may serve
 * @param stale how long after that it may still serve those who ask while one request asks a model
 *     anew ({@code stale-while-revalidate}, RFC 5861); zero: not at all
 */
public record ExactTerms(Duration ttl, Duration stale) {
  /** Nothing serves. */
  public static final ExactTerms NONE = new ExactTerms(Duration.ZERO, Duration.ZERO);

  public ExactTerms {
    requireNonNull(ttl, "ttl");
    requireNonNull(stale, "stale");
  }

  /** When it serves no more, counted from when it came. */
  public Duration whole() {
    return ttl.plus(stale);
  }
}
