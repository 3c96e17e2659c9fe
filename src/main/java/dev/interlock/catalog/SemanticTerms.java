package dev.interlock.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What the response cache may do for a question that means the same as an earlier one.
 *
 * @param maxError δ: the largest share of wrong answers among those given again, in (0, 1)
 * @param ttl how long an answer is given again
 * @param personal whether also where the caller speaks of what is theirs
 * @param timeSensitive whether also where the answer depends on when it is given
 * @param history whether also within a conversation, all of which must then be the same but for the
 *     last message
 */
public record SemanticTerms(
    double maxError, Duration ttl, boolean personal, boolean timeSensitive, boolean history) {
  public SemanticTerms {
    requireNonNull(ttl, "ttl");
  }

  /** Those of {@code maxError} and {@code ttl}, with nothing beyond. */
  public static SemanticTerms of(double maxError, Duration ttl) {
    return new SemanticTerms(maxError, ttl, false, false, false);
  }
}
