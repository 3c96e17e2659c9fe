package dev.interlock.sharedcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps requests from waiting for a store that fails or is slow: after so many failures in a row
 * nobody asks for a while, then one does, and goes first for all. Thread-safe.
 */
final class Breaker {
  /** Failures in a row. */
  static final int PATIENCE = 5;

  static final Duration REST = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private int failures;

  @GuardedBy("this")
  private long restEndsAt;

  @GuardedBy("this")
  private boolean probing;

  Breaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether somebody may ask; whoever may must say what came of it. */
  synchronized boolean admits() {
    if (failures < PATIENCE) {
      return true;
    }
    if (probing || nanoTime.getAsLong() - restEndsAt < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
    probing = false;
  }

  synchronized void failed() {
    failures++;
    probing = false;
    if (failures >= PATIENCE) {
      failures = PATIENCE;
      restEndsAt = nanoTime.getAsLong() + REST.toNanos();
    }
  }

  /** Whether nobody but one who tries may ask. */
  synchronized boolean isOpen() {
    return failures >= PATIENCE;
  }
}
