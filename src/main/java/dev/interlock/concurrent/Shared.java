package dev.interlock.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something that several hold and that is freed when the last of them lets go, in that one's
 * thread. Whoever makes it holds it first. Once freed it cannot be held again. Thread-safe.
 */
public final class Shared<T> {
  private final T value;
  private final Runnable free;
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * {@code value}, held once.
   *
   * @param free called once, when nobody holds it any more; must not throw
   */
  public Shared(T value, Runnable free) {
    this.value = requireNonNull(value, "value");
    this.free = requireNonNull(free, "free");
  }

  /** What is shared; only for those who hold it. */
  public T value() {
    return value;
  }

  /** Holds it once more, or returns false because it has been freed. */
  public boolean tryHold() {
    int now = holders.get();
    while (now > 0) {
      if (holders.compareAndSet(now, now + 1)) {
        return true;
      }
      now = holders.get();
    }
    return false;
  }

  /** Lets go; exactly once for each time it was held. */
  public void release() {
    int left = holders.decrementAndGet();
    if (left == 0) {
      free.run();
    } else if (left < 0) {
      throw new IllegalStateException("released: once too often (expected: once per hold)");
    }
  }

  /** How many hold it now. */
  public int holders() {
    return holders.get();
  }
}
