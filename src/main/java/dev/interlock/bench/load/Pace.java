package dev.interlock.bench.load;

/** When requests are sent. */
public sealed interface Pace {
  /**
   * At a constant rate, whatever the answers do. A request's latency counts from the moment it was
   * due, so that a stalled server cannot hide the requests it kept from being sent (Tene, "How NOT
   * to Measure Latency", 2013).
   *
   * @param perSecond requests a second, over all connections
   */
  record ConstantRate(double perSecond) implements Pace {
    public ConstantRate {
      if (!(perSecond > 0)) {
        throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: above 0)");
      }
    }
  }

  /** On each connection the next request follows the answer at once: finds the throughput. */
  record ClosedLoop() implements Pace {}
}
