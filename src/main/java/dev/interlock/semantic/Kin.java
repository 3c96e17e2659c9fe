package dev.interlock.semantic;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Numbers of {@linkplain dev.interlock.reuse.Poll kin}, alike on all replicas. */
final class Kin {
  /** Not known yet. */
  static final long NONE = Attachment.NO_KIN;

  private Kin() {}

  /**
   * That of an entry of which nothing else is known; another answer to the same question is
   * another.
   *
   * @param createdMs when its answer came
   */
  static long of(CacheKey key, long createdMs) {
    long mixed = (key.first() ^ createdMs) * 0x9E3779B97F4A7C15L;
    return mixed == NONE ? 1 : mixed;
  }

  /**
   * {@code kin} and whatever numbers entries had that joined or were joined, and so on.
   *
   * @param ofEntries the numbers that each entry has and had
   */
  static Set<Long> withJoined(Set<Long> kin, List<Set<Long>> ofEntries) {
    Set<Long> all = new HashSet<>(kin);
    int before;
    do {
      before = all.size();
      ofEntries.stream()
          .filter(every -> every.stream().anyMatch(all::contains))
          .forEach(all::addAll);
    } while (all.size() > before);
    return all;
  }
}
