package dev.interlock.extproc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.interlock.cache.CacheKey;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Questions whose kept answer is over its time, and for which a model was asked of late: one
 * request does so, and if its answer is not kept, the next one tries after a pause. So a model that
 * fails costs the others nothing but one request in each pause. Bounded; thread-safe.
 */
final class Renewals implements Renewing {
  /** How long nobody else asks anew. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** Some 150 bytes each; who is forgotten is asked anew too early. */
  private static final int MOST = 10_000;

  /** When the answers came that were to be replaced. */
  private final Cache<CacheKey, Long> asked;

  Renewals(LongSupplier nanoTime) {
    asked =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(PAUSE)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** An answer that took the place of the one for which a model was asked has its own turn. */
  @Override
  public boolean claim(CacheKey key, long createdMs) {
    @Nullable Long before = asked.asMap().putIfAbsent(key, createdMs);
    return before == null || (before != createdMs && asked.asMap().replace(key, before, createdMs));
  }
}
