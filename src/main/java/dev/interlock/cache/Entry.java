package dev.interlock.cache;

import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.inference.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * A kept answer. Immutable.
 *
 * @param keeping how it came to be kept
 * @param answer what the model said
 * @param streamed whether it came as a stream
 * @param createdMs when it came, milliseconds of Unix time
 * @param expiresMs when it is given no more
 */
public record Entry(
    Keeping keeping, WholeAnswer answer, boolean streamed, long createdMs, long expiresMs) {
  /** What an entry takes beside its answer and its signals, about. */
  private static final int OVERHEAD = 640;

  private static final int SIGNAL_BYTES = 40;

  /** An entry, called after its key. */
  public static Entry of(
      Keeping keeping, WholeAnswer answer, boolean streamed, long createdMs, long expiresMs) {
    return new Entry(keeping, answer, streamed, createdMs, expiresMs);
  }

  /** What it is called. */
  public String id() {
    return keeping.key().entryId();
  }

  /** Heap that it takes, about. */
  int weight() {
    return OVERHEAD
        + SIGNAL_BYTES * keeping.signals().values().size()
        + answer.bytes()
        + keeping.attachment().bytes();
  }

  /** What the answer took, as the model reported it. */
  public Optional<Usage> usage() {
    return answer.usage();
  }

  /** Whether it says what it cost, or its server never does. */
  public boolean saysItsCost() {
    return !streamed || usage().isPresent();
  }

  public long ageMs(long nowMs) {
    return Math.max(0, nowMs - createdMs);
  }

  /** How long it is still there. */
  Duration left(long nowMs) {
    return Duration.ofMillis(Math.max(0, expiresMs - nowMs));
  }

  /**
   * Milliseconds that it has of {@code ttl}: the lot that shortened its own time shortens any
   * other.
   */
  public long goodMs(Duration ttl) {
    long whole = keeping.ttl().toMillis();
    double share = whole <= 0 ? 0 : Math.min(1, (double) (expiresMs - createdMs) / whole);
    return Math.round(ttl.toMillis() * share);
  }

  /** Whether it is still good, and fresh enough for {@code freshness}. */
  public boolean serves(Freshness freshness, long nowMs) {
    return nowMs < expiresMs && freshness.accepts(ageMs(nowMs), expiresMs - nowMs);
  }

  /** Never the answer. */
  @Override
  public String toString() {
    return "Entry[" + id() + ", " + keeping + "]";
  }
}
