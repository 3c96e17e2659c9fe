package dev.interlock.sharedcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** A bound on what waits to be written. Thread-safe. */
final class Outbox {
  private static final int MOST = 256;
  private static final long MOST_BYTES = 16 << 20;

  @GuardedBy("this")
  private int entries;

  @GuardedBy("this")
  private long bytes;

  /** Makes room for an answer of so many bytes, if there is some. */
  synchronized boolean tryReserve(long more) {
    if (entries >= MOST || bytes + more > MOST_BYTES) {
      return false;
    }
    entries++;
    bytes += more;
    return true;
  }

  synchronized void release(long less) {
    entries--;
    bytes -= less;
  }
}
