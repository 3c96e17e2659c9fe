package dev.interlock.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server misbehaves. Rates are shares of requests in [0, 1]; a request meets at most one of
 * {@code reset}, {@code hang}, {@code error}, tried in that order.
 *
 * @param refuse stop listening: connections are refused until the fault is lifted
 * @param reset close the connection with a reset instead of answering
 * @param hang never answer
 * @param error answer with an error status
 * @param firstByteDelay wait before the first byte, on top of the model's own latency
 * @param truncate close the connection half way through the answer
 * @param malformed send an answer whose JSON breaks off, with correct framing
 */
public record Faults(
    boolean refuse,
    double reset,
    double hang,
    ErrorAnswer error,
    Duration firstByteDelay,
    double truncate,
    double malformed) {
  /** A server in good health. */
  public static final Faults NONE =
      new Faults(false, 0, 0, new ErrorAnswer(0, 500, Optional.empty()), Duration.ZERO, 0, 0);

  public Faults {
    share("reset", reset);
    share("hang", hang);
    requireNonNull(error, "error");
    requireNonNull(firstByteDelay, "firstByteDelay");
    share("truncate", truncate);
    share("malformed", malformed);
  }

  /**
   * Errors instead of answers.
   *
   * @param rate share of requests in [0, 1]
   * @param status the HTTP status, 400 to 599
   * @param retryAfter sent as {@code retry-after} in whole seconds, if present
   */
  public record ErrorAnswer(double rate, int status, Optional<Duration> retryAfter) {
    public ErrorAnswer {
      share("error.rate", rate);
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("error.status: " + status + " (expected: 400 to 599)");
      }
      requireNonNull(retryAfter, "retryAfter");
    }
  }

  /** Every request is answered with {@code status}. */
  public static Faults failing(int status) {
    return new Faults(
        false, 0, 0, new ErrorAnswer(1, status, Optional.empty()), Duration.ZERO, 0, 0);
  }

  /** Connections are refused. */
  public static Faults refusing() {
    return new Faults(true, 0, 0, NONE.error, Duration.ZERO, 0, 0);
  }

  /** Requests are accepted and never answered. */
  public static Faults hanging() {
    return new Faults(false, 0, 1, NONE.error, Duration.ZERO, 0, 0);
  }

  /** Answers come {@code delay} late. */
  public static Faults slow(Duration delay) {
    return new Faults(false, 0, 0, NONE.error, delay, 0, 0);
  }

  private static void share(String name, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(name + ": " + rate + " (expected: 0 to 1)");
    }
  }
}
