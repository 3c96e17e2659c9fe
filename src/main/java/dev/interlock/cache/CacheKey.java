package dev.interlock.cache;

import java.nio.ByteBuffer;

/**
 * A keyed hash of everything that makes a question what it is: 256 bits of HMAC-SHA-256 (RFC 2104).
 * Who does not know the key of this process can neither guess one nor make two questions collide.
 */
public record CacheKey(long first, long second, long third, long fourth) {
  static CacheKey of(byte[] hash) {
    var longs = ByteBuffer.wrap(hash);
    return new CacheKey(longs.getLong(), longs.getLong(), longs.getLong(), longs.getLong());
  }

  /** How an entry under this key is called: 16 hexadecimal digits, which tell nothing of it. */
  String entryId() {
    return "%016x".formatted(first ^ third);
  }
}
