package dev.interlock.cache;

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
        Attachment.NO_KIN);
  }

  Mark withKin(long otherKin) {
    return new Mark(key, createdMs, untilMs, otherKin);
  }
}
