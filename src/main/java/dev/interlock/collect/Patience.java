package dev.interlock.collect;

import java.time.Duration;

/**
 * How long an answer is waited for.
 *
 * @param timeout for one answer, from the first byte sent to the last one received
 * @param attempts how often a call is tried at most
 * @param longestWait between two tries; a server that wants more than that has no answer for us
 * @param firstWait before the second try, where the server does not say; doubled for each further
 * @param giveUpAfter questions in a row without an answer after which a model is asked no more
 */
public record Patience(
    Duration timeout, int attempts, Duration longestWait, Duration firstWait, int giveUpAfter) {
  /** As {@code timeout}, with what suits providers and busy servers alike. */
  public static Patience of(Duration timeout) {
    return new Patience(timeout, 4, Duration.ofMinutes(2), Duration.ofMillis(500), 5);
  }
}
