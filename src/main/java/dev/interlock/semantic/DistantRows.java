package dev.interlock.semantic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Selection;
import dev.interlock.reuse.ReuseIndex;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries that other replicas keep, in the index beside those that are kept here. Bounded by bytes;
 * each goes when its answer ends. Thread-safe.
 */
final class DistantRows {
  private final ReuseIndex index;
  private final LongSupplier ids;
  private final LongConsumer gone;
  private final Map<Long, DistantEntry> byId = new ConcurrentHashMap<>();
  private final Cache<CacheKey, DistantEntry> byKey;

  /**
   * None, and room for none.
   *
   * @param ids numbers for rows that nothing else has
   * @param gone hears the numbers of rows that went
   */
  DistantRows(
      ReuseIndex index,
      LongSupplier ids,
      LongConsumer gone,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.index = index;
    this.ids = ids;
    this.gone = gone;
    this.byKey =
        Caffeine.newBuilder()
            .maximumWeight(0)
            .weigher((CacheKey _, DistantEntry entry) -> entry.weight())
            .expireAfter(
                Expiry.writing(
                    (CacheKey _, DistantEntry entry) ->
                        Duration.ofMillis(Math.max(0, entry.label().expiresMs() - clock.millis()))))
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .removalListener(
                (@Nullable CacheKey _, @Nullable DistantEntry entry, RemovalCause _) ->
                    forget(entry))
            .build();
  }

  private void forget(@Nullable DistantEntry entry) {
    if (entry != null) {
      index.remove(entry.id());
      byId.remove(entry.id());
      gone.accept(entry.id());
    }
  }

  /** From now on they may take so many bytes of the heap, about. */
  void bound(long bytes) {
    byKey.policy().eviction().orElseThrow().setMaximum(bytes);
  }

  /** What is under the key of {@code label} is this now, and nothing is known of its answer. */
  void relabel(EntryLabel label) {
    Optional.ofNullable(byKey.policy().getIfPresentQuietly(label.key()))
        .filter(entry -> entry.label().createdMs() != label.createdMs())
        .ifPresent(entry -> add(label, entry.packed()));
  }

  /** Takes an entry's row in, in place of an earlier one of its key. */
  void add(EntryLabel label, byte[] semantic) {
    Optional<Meaning> meaning = Meaning.decode(semantic);
    if (meaning.isEmpty()) {
      return;
    }
    var entry =
        new DistantEntry(
            ids.getAsLong(),
            label,
            semantic.clone(),
            new AtomicLong(Kin.of(label.key(), label.createdMs())));
    byId.put(entry.id(), entry);
    float[] vector = meaning.get().view().forward().orElseThrow();
    if (index.add(meaning.get().partition(), entry.id(), vector)) {
      byKey.put(label.key(), entry);
    } else {
      byId.remove(entry.id());
    }
  }

  /** The entry in the row that {@code id} names, which stays the longer for it. */
  Optional<DistantEntry> at(long id) {
    return Optional.ofNullable(byId.get(id))
        .filter(entry -> entry.equals(byKey.getIfPresent(entry.label().key())));
  }

  /** The entry of {@code key}, whose answer came at {@code createdMs}. */
  Optional<DistantEntry> of(CacheKey key, long createdMs) {
    return Optional.ofNullable(byKey.policy().getIfPresentQuietly(key))
        .filter(entry -> entry.label().createdMs() == createdMs);
  }

  void remove(Selection selection) {
    if (selection.equals(Selection.ALL)) {
      byKey.invalidateAll();
      return;
    }
    byKey.asMap().values().removeIf(entry -> selection.contains(entry.label()));
  }

  void remove(CacheKey key) {
    byKey.invalidate(key);
  }

  /** Takes away those of a kin. */
  void removeKin(Set<Long> kin) {
    byKey.asMap().values().removeIf(entry -> kin.contains(entry.kin().get()));
  }

  boolean has(long id) {
    return byId.containsKey(id);
  }

  /** How many there are. */
  long size() {
    byKey.cleanUp();
    return byId.size();
  }

  /** Heap that they take, about. */
  long bytes() {
    return byKey.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
