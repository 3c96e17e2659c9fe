package dev.interlock.cache;

import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened since the start. Thread-safe. */
public final class CacheCounts {
  private final Map<Filling, LongAdder> fillings = new EnumMap<>(Filling.class);
  private final LongAdder evicted = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final LongAdder quarantined = new LongAdder();

  CacheCounts() {
    for (Filling filling : Filling.values()) {
      fillings.put(filling, new LongAdder());
    }
  }

  void filled(Filling filling) {
    Objects.requireNonNull(fillings.get(filling)).increment();
  }

  void left(RemovalCause cause) {
    if (cause == RemovalCause.EXPIRED) {
      expired.increment();
    } else if (cause == RemovalCause.SIZE) {
      evicted.increment();
    }
  }

  void quarantine() {
    quarantined.increment();
  }

  /** Answers that were to be kept, by what became of them. */
  public long of(Filling filling) {
    return Objects.requireNonNull(fillings.get(filling)).sum();
  }

  /** The same by code, without zeros. */
  public Map<String, Long> fillings() {
    var byCode = new TreeMap<String, Long>();
    for (Filling filling : Filling.values()) {
      if (of(filling) > 0) {
        byCode.put(filling.code(), of(filling));
      }
    }
    return byCode;
  }

  /** Entries that had to make room. */
  public long evicted() {
    return evicted.sum();
  }

  /** Entries whose time was over. */
  public long expired() {
    return expired.sum();
  }

  /** Entries that feedback ended. */
  public long quarantined() {
    return quarantined.sum();
  }
}
