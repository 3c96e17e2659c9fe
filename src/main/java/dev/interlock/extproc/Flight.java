package dev.interlock.extproc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A question that a model is asked now, and that others may wait for who ask the same. Thread-safe.
 */
final class Flight {
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private final Runnable left;

  /**
   * A flight.
   *
   * @param left is told once when it is over
   */
  Flight(Runnable left) {
    this.left = left;
  }

  /** The answer is kept, or it is known that none will be. */
  void end() {
    if (over.complete(true)) {
      left.run();
    }
  }

  /**
   * Runs {@code then} once it is over, or patience is: at once or later, on any thread, so that it
   * must take microseconds.
   */
  Waiting await(Duration patience, Runnable then) {
    CompletableFuture<Boolean> waiting =
        over.copy().completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS);
    var _ = waiting.thenRun(then);
    return () -> waiting.complete(false);
  }

  /** Somebody who waits. */
  interface Waiting {
    /** Is over now, unless it was. */
    void end();
  }
}
