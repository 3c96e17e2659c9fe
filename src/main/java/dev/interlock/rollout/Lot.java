package dev.interlock.rollout;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Draws a lot for each name: the same seed and name always draw the same one. HMAC-SHA-256, so that
 * lots are even however alike the names are, and another seed shuffles them all. Thread-safe.
 */
final class Lot {
  private static final String ALGORITHM = "HmacSHA256";

  /** As many of the hash's bits as a double keeps. */
  private static final int BITS = 53;

  private final SecretKeySpec key;

  /**
   * @param seed not empty
   */
  Lot(String seed) {
    key = new SecretKeySpec(seed.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** In [0, 1). */
  double of(String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
      long bits = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        bits = (bits << Byte.SIZE) | Byte.toUnsignedInt(hash[i]);
      }
      return (double) (bits >>> (Long.SIZE - BITS)) / (double) (1L << BITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + ": missing (expected: in every JDK)", e);
    }
  }
}
