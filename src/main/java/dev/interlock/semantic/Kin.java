package dev.interlock.semantic;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;

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
}
