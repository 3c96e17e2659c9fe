package dev.interlock.failover;

import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.number;

import dev.interlock.config.ObjectReader;
import java.time.Duration;

/**
 * When a model rests.
 *
 * @param enabled whether any ever does
 * @param window how long an answer counts
 * @param requests answers within the window before their share of failures means anything
 * @param failures share of failures among them, in (0, 1], at which the model rests
 * @param slow time to the first byte of a stream above which it counts as a failure
 * @param rest how long the first rest takes; each further one twice as long, up to {@code
 *     longestRest}. A server's own Retry-After goes first, up to the same bound.
 * @param longestRest the bound
 */
public record BreakerSettings(
    boolean enabled,
    Duration window,
    int requests,
    double failures,
    Duration slow,
    Duration rest,
    Duration longestRest) {
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(
          true,
          Duration.ofSeconds(10),
          5,
          0.5,
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5));

  /** No model ever rests. */
  public static final BreakerSettings OFF =
      new BreakerSettings(
          false,
          DEFAULT.window,
          DEFAULT.requests,
          DEFAULT.failures,
          DEFAULT.slow,
          DEFAULT.rest,
          DEFAULT.longestRest);

  /** Reads the mapping {@code breaker}. */
  static BreakerSettings read(ObjectReader in) {
    Duration hour = Duration.ofHours(1);
    return new BreakerSettings(
        in.optional("enabled", flag(), DEFAULT.enabled(), "Whether models ever rest."),
        in.optional(
            "window",
            duration(Duration.ofSeconds(1), hour),
            DEFAULT.window(),
            "How long an answer, or its absence, counts."),
        in.optional(
            "requests",
            integer(1, 10_000),
            DEFAULT.requests(),
            "Answers in that time before their share of failures means anything."),
        in.optional(
            "failures",
            number(0.01, 1),
            DEFAULT.failures(),
            "Share of failures among them at which the model rests."),
        in.optional(
            "slow",
            duration(Duration.ofMillis(10), hour),
            DEFAULT.slow(),
            "A stream whose first byte takes longer counts as a failure."),
        in.optional(
            "rest",
            duration(Duration.ofMillis(100), hour),
            DEFAULT.rest(),
            "The first rest; each further one is twice as long. Then one request in that time"
                + " probes. The server's own `retry-after` goes first."),
        in.optional(
            "longest_rest",
            duration(Duration.ofMillis(100), hour),
            DEFAULT.longestRest(),
            "The longest rest, the server's wish included."));
  }
}
