package dev.interlock.concurrent;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The latest of something that is replaced while it is in use: who took hold of an earlier one
 * keeps it. Never waits. Thread-safe.
 */
public final class Latest<T> implements AutoCloseable {
  private final AtomicReference<Shared<T>> latest;

  /** Begins with {@code first}, and takes over its maker's hold. */
  public Latest(Shared<T> first) {
    latest = new AtomicReference<>(first);
  }

  /**
   * Holds the latest; the caller must release it.
   *
   * @throws IllegalStateException after {@link #close}, once nobody holds it any more
   */
  public Shared<T> hold() {
    Shared<T> now = latest.get();
    while (!now.tryHold()) {
      // Only what has been replaced can be gone, so the next look finds another.
      Shared<T> next = latest.get();
      if (next == now) {
        throw new IllegalStateException("latest: closed (expected: in use)");
      }
      now = next;
    }
    return now;
  }

  /** Puts {@code next} in place, takes over its maker's hold, and lets go of the one before. */
  public void replace(Shared<T> next) {
    latest.getAndSet(next).release();
  }

  /** Lets go of the latest; once, and nothing may be put in its place any more. */
  @Override
  public void close() {
    latest.get().release();
  }
}
