package dev.interlock.conversation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * What was written last, within a weight and an age; the oldest goes first. A cache that keeps what
 * is asked for often would be wrong here: each entry is asked for once or twice, soon or never.
 * Thread-safe; each call holds a lock for less than a microsecond, about.
 */
final class RecentEntries<K, V> {
  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private final SequencedMap<K, Entry<V>> entries = new LinkedHashMap<>();

  @GuardedBy("this")
  private long most;

  @GuardedBy("this")
  private long ageNanos;

  @GuardedBy("this")
  private long weight;

  private record Entry<V>(V value, int weight, long atNanos) {}

  /**
   * No entries.
   *
   * @param most weight of all entries together
   */
  RecentEntries(LongSupplier nanoTime, long most, Duration age) {
    this.nanoTime = nanoTime;
    this.most = most;
    this.ageNanos = age.toNanos();
  }

  synchronized void bound(long weight, Duration age) {
    most = weight;
    ageNanos = age.toNanos();
    trim(nanoTime.getAsLong());
  }

  synchronized void put(K key, V value, int weight) {
    long now = nanoTime.getAsLong();
    take(key);
    entries.putLast(key, new Entry<>(value, weight, now));
    this.weight += weight;
    trim(now);
  }

  synchronized Optional<V> get(K key) {
    Entry<V> entry = entries.get(key);
    return entry == null || isOld(entry, nanoTime.getAsLong())
        ? Optional.empty()
        : Optional.of(entry.value());
  }

  /** Writes what {@code next} makes of the value that is there, if any is. */
  synchronized void renew(K key, Function<Optional<V>, V> next, ToIntFunction<V> weight) {
    V value = next.apply(get(key));
    put(key, value, weight.applyAsInt(value));
  }

  /** Changes a value in its place. */
  synchronized void change(K key, UnaryOperator<V> change) {
    entries.computeIfPresent(
        key,
        (_, entry) -> new Entry<>(change.apply(entry.value()), entry.weight(), entry.atNanos()));
  }

  /** The value, which is here no longer. */
  synchronized Optional<V> take(K key) {
    Entry<V> removed = entries.remove(key);
    if (removed == null) {
      return Optional.empty();
    }
    weight -= removed.weight();
    return Optional.of(removed.value());
  }

  synchronized void clear() {
    entries.clear();
    weight = 0;
  }

  synchronized int size() {
    return entries.size();
  }

  @GuardedBy("this")
  private void trim(long now) {
    Iterator<Entry<V>> oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      Entry<V> entry = oldest.next();
      if (weight <= most && !isOld(entry, now)) {
        return;
      }
      weight -= entry.weight();
      oldest.remove();
    }
  }

  @GuardedBy("this")
  private boolean isOld(Entry<V> entry, long now) {
    return now - entry.atNanos() > ageNanos;
  }
}
