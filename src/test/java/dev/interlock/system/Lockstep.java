package dev.interlock.system;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a writer go on only when a reader has what was written. */
final class Lockstep {
  private static final int PATIENCE_SECONDS = 10;

  private final Semaphore arrivals = new Semaphore(0);
  private volatile boolean timedOut;

  /** The reader has it. */
  void arrived() {
    arrivals.release();
  }

  /** Waits for the reader, but not for ever. */
  void awaitArrival() {
    try {
      if (!arrivals.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        timedOut = true;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether something was held back on the way. */
  boolean timedOut() {
    return timedOut;
  }
}
