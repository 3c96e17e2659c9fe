package dev.interlock.cache;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A request as the cache knows it: what it is the same as, and what it asks of an answer.
 *
 * @param key the same for the same question from the same circle of callers
 * @param freshness what the client says of the cache
 * @param temperature at which it samples
 * @param leavesTraces whether the provider is to keep the answer, too, or nobody can tell
 * @param tied whether the answer depends on what the provider keeps or does by itself
 * @param marked whether its headers say that it is sensitive
 * @param usageNeeded whether the answer says what it cost, as all but plain streams do
 * @param surroundings what it shares with questions that mean the same; empty where none may be
 *     answered together
 */
public record Question(
    CacheKey key,
    Freshness freshness,
    double temperature,
    boolean leavesTraces,
    boolean tied,
    boolean marked,
    boolean usageNeeded,
    Optional<Surroundings> surroundings) {
  /** Whether it would do with the answer that somebody else is waiting for. */
  public boolean mayWait() {
    return freshness.look() && freshness.keep() && !freshness.onlyIfCached();
  }

  public Question {
    requireNonNull(key, "key");
    requireNonNull(freshness, "freshness");
    requireNonNull(surroundings, "surroundings");
  }
}
