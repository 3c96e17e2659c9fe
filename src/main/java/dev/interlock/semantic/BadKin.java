package dev.interlock.semantic;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Kin of answers that were called bad, for entries that are said to be of it later: what replicas
 * tell each other comes in any order. A number never becomes good again. Bounded, the oldest go
 * first; thread-safe.
 */
final class BadKin {
  /** Some 80 bytes each. */
  static final int MOST = 10_000;

  @GuardedBy("this")
  private final SequencedSet<Long> numbers = new LinkedHashSet<>();

  synchronized void add(long kin) {
    numbers.addLast(kin);
    if (numbers.size() > MOST) {
      numbers.removeFirst();
    }
  }

  synchronized boolean has(long kin) {
    return numbers.contains(kin);
  }
}
