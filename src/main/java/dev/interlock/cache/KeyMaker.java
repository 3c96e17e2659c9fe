package dev.interlock.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keys under a secret: one of the process that never leaves it, or one that replicas have in
 * common. Thread-safe.
 */
final class KeyMaker {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;

  private final SecretKeySpec secret;

  KeyMaker(SecureRandom random) {
    this(random(random));
  }

  /** Whoever has the same bytes makes the same keys. */
  KeyMaker(byte[] bytes) {
    secret = new SecretKeySpec(bytes, ALGORITHM);
  }

  private static byte[] random(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A key that is still to be made. */
  Draft begin() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return new Draft(mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + ": missing (expected: in every Java)", e);
    }
  }

  /** Takes the parts of a question, each with its length, so that none runs into the next. */
  static final class Draft {
    private final Mac mac;
    private final ByteBuffer length = ByteBuffer.allocate(Long.BYTES);

    private Draft(Mac mac) {
      this.mac = mac;
    }

    Draft add(String part) {
      byte[] bytes = part.getBytes(UTF_8);
      begin(bytes.length);
      mac.update(bytes);
      return this;
    }

    /** Announces a part of {@code bytes} bytes, which {@link #piece} then brings. */
    Draft begin(long bytes) {
      length.clear();
      mac.update(length.putLong(bytes).flip());
      return this;
    }

    void piece(byte[] bytes, int from, int to) {
      mac.update(bytes, from, to - from);
    }

    CacheKey key() {
      return CacheKey.of(mac.doFinal());
    }
  }
}
