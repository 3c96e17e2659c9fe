package dev.interlock.cache;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A keyed hash of everything that makes a question what it is: 256 bits of HMAC-SHA-256 (RFC 2104).
 * Who does not know the key it was made with can neither guess one nor make two questions collide.
 */
public record CacheKey(long first, long second, long third, long fourth) {
  private static final int BYTES = 4 * Long.BYTES;

  static CacheKey of(byte[] hash) {
    var longs = ByteBuffer.wrap(hash);
    return new CacheKey(longs.getLong(), longs.getLong(), longs.getLong(), longs.getLong());
  }

  /** The key that {@link #bytes} are of; empty if they are of none. */
  public static Optional<CacheKey> from(byte[] bytes) {
    return bytes.length == BYTES ? Optional.of(of(bytes)) : Optional.empty();
  }

  /** The hash. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  /** How an entry under this key is called: 16 hexadecimal digits, which tell nothing of it. */
  String entryId() {
    return "%016x".formatted(first ^ third);
  }
}
