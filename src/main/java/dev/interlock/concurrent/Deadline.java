package dev.interlock.concurrent;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time by which a stage must be done. Immutable; the clock is an input. */
public final class Deadline {
  /** Never comes: for work that nobody waits for. */
  public static final Deadline NEVER = new Deadline(() -> 0, Long.MAX_VALUE);

  private final LongSupplier nanoTime;
  private final long atNanos;

  private Deadline(LongSupplier nanoTime, long atNanos) {
    this.nanoTime = nanoTime;
    this.atNanos = atNanos;
  }

  /** The deadline {@code timeout} from now on the clock {@code nanoTime}. */
  public static Deadline after(Duration timeout, LongSupplier nanoTime) {
    return at(nanoTime.getAsLong() + timeout.toNanos(), nanoTime);
  }

  /** The deadline at {@code atNanos} of the clock {@code nanoTime}. */
  public static Deadline at(long atNanos, LongSupplier nanoTime) {
    return new Deadline(nanoTime, atNanos);
  }

  public boolean expired() {
    return remainingNanos() <= 0;
  }

  /** Nanoseconds left; negative once expired. */
  public long remainingNanos() {
    return atNanos - nanoTime.getAsLong();
  }
}
