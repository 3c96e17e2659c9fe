package dev.interlock.sharedcache;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes what leaves the process and opens what comes: AES-256 in Galois/Counter Mode (NIST SP
 * 800-38D) with a random nonce of 96 bits. What was written for one place does not open at another.
 * Thread-safe.
 */
final class Seal {
  private static final String ALGORITHM = "AES/GCM/NoPadding";

  /** Which meaning the sealed bytes have: others are not opened. */
  private static final byte VERSION = 1;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /** Seals with {@code key}, 256 bits. */
  Seal(byte[] key, SecureRandom random) {
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  /** {@code bytes}, closed for {@code place}. */
  byte[] close(byte[] bytes, byte[] place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, 0, place).doFinal(bytes);
      return ByteBuffer.allocate(1 + NONCE_BYTES + closed.length)
          .put(VERSION)
          .put(nonce)
          .put(closed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + ": missing (expected: in every Java)", e);
    }
  }

  /** What was closed for {@code place}; empty for anything else. */
  Optional<byte[]> open(byte[] closed, byte[] place) {
    int head = 1 + NONCE_BYTES;
    if (closed.length < head || closed[0] != VERSION) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, closed, 1, place);
      return Optional.of(cipher.doFinal(closed, head, closed.length - head));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int from, byte[] place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, from, NONCE_BYTES));
    cipher.updateAAD(new byte[] {VERSION});
    cipher.updateAAD(place);
    return cipher;
  }
}
