package dev.interlock.cache;

/**
 * An entry without its answer.
 *
 * @param key of its question
 * @param createdMs when the answer came, milliseconds of Unix time
 * @param untilMs how long it would be good
 */
public record Mark(CacheKey key, long createdMs, long untilMs) {
  static Mark of(Entry entry) {
    return new Mark(
        entry.keeping().key(),
        entry.createdMs(),
        entry.createdMs() + entry.keeping().ttl().toMillis());
  }
}
