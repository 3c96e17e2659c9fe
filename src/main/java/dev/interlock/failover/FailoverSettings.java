package dev.interlock.failover;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.object;

import dev.interlock.config.ObjectReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The key {@code failover}.
 *
 * @param attempts models a request may try, the first included; 1: no failover
 * @param on what makes the next model's turn
 * @param answerTimeout patience with an attempt for a whole answer, up to its first byte, which
 *     comes when all of it is generated
 * @param streamTimeout patience with an attempt for a stream, up to its first byte
 * @param breaker when models rest
 */
public record FailoverSettings(
    int attempts,
    Set<Cause> on,
    Duration answerTimeout,
    Duration streamTimeout,
    BreakerSettings breaker) {
  /** More would make a failing fleet slower than it is down. */
  public static final int MOST_ATTEMPTS = 4;

  public static final FailoverSettings DEFAULT =
      new FailoverSettings(
          2,
          Set.of(Cause.values()),
          Duration.ofSeconds(120),
          Duration.ofSeconds(30),
          BreakerSettings.DEFAULT);

  public FailoverSettings {
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts: " + attempts + " (expected: 1 to " + MOST_ATTEMPTS + ")");
    }
    on = Set.copyOf(on);
  }

  /** Patience with one attempt, up to its first byte. */
  public Duration patience(boolean stream) {
    return stream ? streamTimeout : answerTimeout;
  }

  /** Reads the mapping. */
  public static FailoverSettings read(ObjectReader in) {
    Duration hour = Duration.ofHours(1);
    return new FailoverSettings(
        in.optional(
            "attempts",
            integer(1, MOST_ATTEMPTS),
            DEFAULT.attempts(),
            "Models a request may try in turn, the first included; 1 for no failover."),
        Set.copyOf(
            in.optional(
                "on",
                list(choice(Cause.class)),
                List.of(Cause.values()),
                "What makes it the next model's turn, always before the first byte of an answer:"
                    + " nobody took the request, the server broke off or was too slow, 429, 5xx.")),
        in.optional(
            "answer_timeout",
            duration(Duration.ofMillis(100), hour),
            DEFAULT.answerTimeout(),
            "Patience with one model for an answer in one piece."),
        in.optional(
            "stream_timeout",
            duration(Duration.ofMillis(100), hour),
            DEFAULT.streamTimeout(),
            "Patience with one model for the first byte of a stream."),
        in.section(
            "breaker",
            object(BreakerSettings::read),
            "When a model that fails rests: it is then asked last, not never."));
  }
}
