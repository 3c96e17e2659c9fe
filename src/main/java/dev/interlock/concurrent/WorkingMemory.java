package dev.interlock.concurrent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A bound on the memory of bodies that are being worked on. A body that is read, encoded and edited
 * takes several times its size: bytes, characters, tokens, the edited copy. Unlike in a {@link
 * ByteBudget}, one that does not fit waits a while, since others are soon done. Thread-safe.
 */
public final class WorkingMemory {
  /** What a body takes while it is worked on, in times its size, measured on 8 MiB prompts. */
  private static final int TIMES = 7;

  private static final int UNIT = 16 << 10;

  private final Semaphore free;
  private final int units;
  private final Supplier<Duration> patience;

  /**
   * A bound.
   *
   * @param bytes to work with; a body that needs more takes all of it, alone
   * @param patience how long to wait for room, asked whenever there is none
   */
  public WorkingMemory(long bytes, Supplier<Duration> patience) {
    this.units = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
    this.free = new Semaphore(units, true);
    this.patience = patience;
  }

  /** What working on {@code bodyBytes} takes. */
  public static long needed(long bodyBytes) {
    return TIMES * bodyBytes;
  }

  /** Makes room for a body, or returns false after waiting in vain. */
  public boolean take(long bodyBytes) {
    try {
      int wanted = units(bodyBytes);
      return free.tryAcquire(wanted, 0, TimeUnit.NANOSECONDS)
          || free.tryAcquire(wanted, patience.get().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives back what {@link #take} took for a body of this size. */
  public void give(long bodyBytes) {
    free.release(units(bodyBytes));
  }

  private int units(long bodyBytes) {
    return (int) Math.min(units, needed(bodyBytes) / UNIT);
  }
}
