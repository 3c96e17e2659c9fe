package dev.interlock.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was deleted, for entries that a store still has or gets late. Beyond a bound, the oldest
 * deletions become one of everything before them. Thread-safe.
 */
final class Deletions {
  private static final int MOST = 256;

  /** By how much the clocks of replicas may differ. */
  private static final long SKEW_MS = 2_000;

  @GuardedBy("this")
  private final Deque<Deletion> latest = new ArrayDeque<>();

  @GuardedBy("this")
  private long allUpToMs = Long.MIN_VALUE;

  private record Deletion(Selection selection, long atMs) {}

  synchronized void add(Selection selection, long atMs) {
    if (selection.equals(Selection.ALL)) {
      all(atMs);
      return;
    }
    latest.addLast(new Deletion(selection, atMs));
    if (latest.size() > MOST) {
      all(latest.removeFirst().atMs());
    }
  }

  @GuardedBy("this")
  private void all(long atMs) {
    long upTo = Math.max(allUpToMs, atMs);
    allUpToMs = upTo;
    latest.removeIf(deletion -> deletion.atMs() <= upTo);
  }

  /** Whether the entry of {@code label} is one of those that were deleted. */
  synchronized boolean include(EntryLabel label) {
    long createdMs = label.createdMs() - SKEW_MS;
    if (createdMs <= allUpToMs) {
      return true;
    }
    for (Deletion deletion : latest) {
      if (createdMs <= deletion.atMs() && deletion.selection().contains(label)) {
        return true;
      }
    }
    return false;
  }
}
