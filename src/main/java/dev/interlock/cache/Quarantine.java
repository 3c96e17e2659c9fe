package dev.interlock.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Questions whose kept answer was called bad: none is kept for them until it would have ended
 * anyway. Bounded; thread-safe.
 */
final class Quarantine {
  /** Some 200 bytes each. */
  private static final int MOST = 10_000;

  private final Cache<CacheKey, Long> until;

  Quarantine(InstantSource clock, LongSupplier nanoTime) {
    until =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(
                Expiry.writing(
                    (CacheKey _, Long end) -> Duration.ofMillis(Math.max(0, end - clock.millis()))))
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Until the answer would have ended, or longer where another one to that question was bad, too.
   */
  void add(Mark bad) {
    until.asMap().merge(bad.key(), bad.untilMs(), Math::max);
  }

  boolean holds(CacheKey key) {
    return until.getIfPresent(key) != null;
  }

  long size() {
    until.cleanUp();
    return until.estimatedSize();
  }
}
