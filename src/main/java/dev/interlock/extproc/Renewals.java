package dev.interlock.extproc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.interlock.cache.CacheKey;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Questions whose kept answer is over its time, and for which a model was asked of late: one
 * request does so, and if its answer is not kept, the next one tries after a pause. So a model that
 * fails costs the others nothing but one request in each pause. Bounded; thread-safe.
 */
final class Renewals {
  /** How long nobody else asks anew. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** Some 150 bytes each; who is forgotten is asked anew too early. */
  private static final int MOST = 10_000;

  private final Cache<CacheKey, Boolean> asked;

  Renewals(LongSupplier nanoTime) {
    asked =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(PAUSE)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Whether the caller is the one. */
  boolean claim(CacheKey key) {
    return asked.asMap().putIfAbsent(key, true) == null;
  }
}
