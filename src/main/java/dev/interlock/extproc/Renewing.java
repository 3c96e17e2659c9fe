package dev.interlock.extproc;

import dev.interlock.cache.CacheKey;

/** Who asks a model anew where a kept answer's time is over. */
@FunctionalInterface
interface Renewing {
  /**
   * Whether the caller does.
   *
   * @param createdMs when the answer came, in milliseconds since 1970
   */
  boolean claim(CacheKey key, long createdMs);
}
