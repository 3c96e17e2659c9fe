package dev.interlock.concurrent;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound on bytes held at one time. Nobody waits: what does not fit is refused at once.
 * Thread-safe.
 */
public final class ByteBudget {
  private final long capacity;
  private final AtomicLong held = new AtomicLong();

  public ByteBudget(long capacity) {
    this.capacity = capacity;
  }

  /** Takes {@code bytes}, or returns false and takes nothing. */
  public boolean tryReserve(long bytes) {
    // Never above the capacity, not even for a moment: others would be refused over it.
    long now = held.get();
    while (bytes <= capacity - now) {
      if (held.compareAndSet(now, now + bytes)) {
        return true;
      }
      now = held.get();
    }
    return false;
  }

  /** Gives back what was taken. */
  public void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Bytes taken now. */
  public long held() {
    return held.get();
  }
}
