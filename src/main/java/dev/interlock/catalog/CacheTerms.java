package dev.interlock.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the response cache may do for a request.
 *
 * @param exact what it may do for the very same question; absent: nothing
 * @param semantic what it may do for a question that means the same; absent: nothing
 * @param sensitive whether it may be kept although the request holds personal data, or nobody could
 *     tell
 * @param maxTemperature the highest {@code temperature} at which an answer counts as the answer; a
 *     request that states none asks for 1
 * @param tags names by which the operator deletes entries
 */
public record CacheTerms(
    Optional<ExactTerms> exact,
    Optional<SemanticTerms> semantic,
    boolean sensitive,
    double maxTemperature,
    List<String> tags) {
  /** Nothing is kept, and nothing answers. */
  public static final CacheTerms OFF =
      new CacheTerms(Optional.empty(), Optional.empty(), false, 1, List.of());

  public CacheTerms {
    requireNonNull(exact, "exact");
    requireNonNull(semantic, "semantic");
    tags = List.copyOf(tags);
  }

  /** Those of {@code ttl} for the very same question, and otherwise the defaults. */
  public static CacheTerms exact(Duration ttl) {
    var exact = new ExactTerms(ttl, Duration.ZERO);
    return new CacheTerms(Optional.of(exact), Optional.empty(), false, 1, List.of());
  }

  /** How long an answer is kept, for whichever use; absent: not at all. */
  public Optional<Duration> ttl() {
    Optional<Duration> same = exact.map(ExactTerms::whole);
    Optional<Duration> other = semantic.map(SemanticTerms::ttl);
    return same.isPresent() && other.isPresent()
        ? same.filter(ttl -> ttl.compareTo(other.get()) >= 0).or(() -> other)
        : same.or(() -> other);
  }
}
