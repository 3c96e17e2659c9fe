package dev.interlock.cache;

import java.util.Optional;

/**
 * An entry without its answer.
 *
 * @param key of its question
 * @param createdMs when the answer came, milliseconds of Unix time
 * @param untilMs how long it would be good
 * @param kin as {@link Attachment#kin}
 */
public record Mark(CacheKey key, long createdMs, long untilMs, long kin) {
  static Mark of(Entry entry) {
    return new Mark(
        entry.keeping().key(),
        entry.createdMs(),
        entry.createdMs() + entry.keeping().ttl().toMillis(),
        entry.keeping().attachment().kin());
  }

  /** Whether it is of {@code entry}. */
  boolean isOf(Entry entry) {
    return key.equals(entry.keeping().key()) && createdMs == entry.createdMs();
  }

  /** The same of that kin. */
  public Mark of(long other) {
    return new Mark(key, createdMs, untilMs, other);
  }

  /**
   * With what is known of its kin: by what is kept under its key now, or was known when it was
   * marked, or by what others told.
   */
  Mark withKin(Optional<Entry> now, DistantEntries distant) {
    long here = now.filter(this::isOf).map(entry -> entry.keeping().attachment().kin()).orElse(kin);
    return of(here == Attachment.NO_KIN ? distant.kin(this) : here);
  }
}
