package dev.interlock.semantic;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which kin joined which, also where the entry is gone that did: it may have gone before it was
 * known whose answer it has. Bounded, the oldest go first; thread-safe.
 */
final class Joins {
  /** Some 120 bytes each. */
  static final int MOST = 10_000;

  @GuardedBy("this")
  private final SequencedMap<Long, Long> theirs = new LinkedHashMap<>();

  /**
   * An entry's answer was shown to be that of another kin.
   *
   * @param own its kin before; {@link Kin#NONE} is not remembered
   */
  synchronized void add(long own, long other) {
    if (own == Kin.NONE || own == other) {
      return;
    }
    theirs.putLast(own, other);
    if (theirs.size() > MOST) {
      theirs.pollFirstEntry();
    }
  }

  /** {@code kin}, and whatever joined it or was joined by it, {@code ofEntries} included. */
  synchronized Set<Long> around(Set<Long> kin, Stream<Set<Long>> ofEntries) {
    Stream<Set<Long>> joined =
        theirs.entrySet().stream().map(one -> Set.of(one.getKey(), one.getValue()));
    return Kin.withJoined(kin, Stream.concat(ofEntries, joined).toList());
  }
}
