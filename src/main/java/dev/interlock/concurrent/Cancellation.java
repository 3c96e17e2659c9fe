package dev.interlock.concurrent;

/**
 * Tells a worker that nobody waits for its result any more. Thread-safe; once cancelled, always
 * cancelled.
 */
public final class Cancellation {
  private volatile boolean cancelled;

  public void cancel() {
    cancelled = true;
  }

  public boolean cancelled() {
    return cancelled;
  }
}
