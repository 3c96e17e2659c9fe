package dev.interlock.collect;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When each model may be asked again: a server that says "too many requests" to one of us says it
 * to all of us. Thread-safe.
 */
final class Pace {
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, Long> notBefore = new ConcurrentHashMap<>();

  /**
   * Nobody has to wait.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Nobody asks {@code model} for {@code wait}. */
  void hold(String model, Duration wait) {
    long until = nanoTime.getAsLong() + wait.toNanos();
    notBefore.merge(model, until, (was, now) -> now - was > 0 ? now : was);
  }

  /** Waits until {@code model} may be asked. */
  void await(String model) throws InterruptedException {
    for (long left = left(model); left > 0; left = left(model)) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private long left(String model) {
    Long until = notBefore.get(model);
    return until == null ? 0 : until - nanoTime.getAsLong();
  }
}
