package dev.interlock.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries by their keys. Bounded by bytes; which are asked for least go first (W-TinyLFU, Einziger
 * et al., 2017). Each goes when its time is over. Thread-safe.
 */
final class Entries {
  private final Cache<CacheKey, Entry> kept;

  /**
   * None.
   *
   * @param bytes of the heap that they may take, about
   * @param evicted hears why one went that nobody took out
   * @param gone hears which one went
   */
  Entries(
      long bytes,
      InstantSource clock,
      LongSupplier nanoTime,
      Consumer<RemovalCause> evicted,
      Consumer<Entry> gone) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((CacheKey _, Entry entry) -> entry.weight())
            .expireAfter(Expiry.writing((CacheKey _, Entry entry) -> entry.left(clock.millis())))
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .evictionListener(
                (@Nullable CacheKey _, @Nullable Entry _, RemovalCause cause) ->
                    evicted.accept(cause))
            .removalListener(
                (@Nullable CacheKey _, @Nullable Entry entry, RemovalCause _) -> {
                  if (entry != null) {
                    gone.accept(entry);
                  }
                })
            .build();
  }

  /** From now on they may take so many bytes; too much is let go at once. */
  void bound(long bytes) {
    kept.policy().eviction().orElseThrow().setMaximum(bytes);
  }

  /** All of them; one that is read stays the longer for it. */
  ConcurrentMap<CacheKey, Entry> map() {
    return kept.asMap();
  }

  /** The one under {@code key}, which stays the longer for it. */
  Optional<Entry> find(CacheKey key) {
    return Optional.ofNullable(kept.getIfPresent(key));
  }

  /** The one under {@code key}, which stays no longer for it. */
  Optional<Entry> peek(CacheKey key) {
    return Optional.ofNullable(kept.policy().getIfPresentQuietly(key));
  }

  /** Lets go of all. */
  void clear() {
    kept.invalidateAll();
  }

  /** What is meant by {@code selection}, the youngest first. */
  List<Entry> list(Selection selection, int most) {
    return map().values().stream()
        .filter(selection::contains)
        .sorted(Comparator.comparingLong(Entry::createdMs).reversed())
        .limit(most)
        .toList();
  }

  /** How many are meant by {@code selection}. */
  long count(Selection selection) {
    return map().values().stream().filter(selection::contains).count();
  }

  /** How many there are, about. */
  long size() {
    return kept.estimatedSize();
  }

  /** Heap that they take, about. */
  long bytes() {
    return kept.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
