package dev.interlock.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the response cache may do for a request.
 *
 * @param exactTtl how long an answer may serve the very same question again; absent: never
 * @param sensitive whether it may be kept although the request holds personal data, or nobody could
 *     tell
 * @param maxTemperature the highest {@code temperature} at which an answer counts as the answer; a
 *     request that states none asks for 1
 * @param tags names by which the operator deletes entries
 */
public record CacheTerms(
    Optional<Duration> exactTtl, boolean sensitive, double maxTemperature, List<String> tags) {
  /** Nothing is kept, and nothing answers. */
  public static final CacheTerms OFF = new CacheTerms(Optional.empty(), false, 1, List.of());

  public CacheTerms {
    requireNonNull(exactTtl, "exactTtl");
    tags = List.copyOf(tags);
  }

  /** Those of {@code ttl} for the very same question, and otherwise the defaults. */
  public static CacheTerms exact(Duration ttl) {
    return new CacheTerms(Optional.of(ttl), false, 1, List.of());
  }
}
