package dev.interlock.config;

import dev.interlock.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/** Something only those may say who know it. Never shown. Immutable, any thread. */
public final class Secret {
  private static final int KEY_BYTES = 32;

  private final byte[] digest;

  private Secret(byte[] digest) {
    this.digest = digest;
  }

  public static Secret of(String text) {
    return new Secret(Sha256.of(text));
  }

  /** Whether {@code text} is the secret; how long that takes says nothing of it. */
  public boolean is(String text) {
    return MessageDigest.isEqual(digest, Sha256.of(text));
  }

  /**
   * A key of 256 bits that only who knows the secret can work out, and another for each purpose:
   * HKDF with SHA-256 (RFC 5869). The secret must be as hard to guess as a key.
   *
   * @param purpose no user's text: what the key is for
   */
  public byte[] derive(String purpose) {
    try {
      var spec =
          HKDFParameterSpec.ofExtract()
              .addIKM(digest)
              .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
      return KDF.getInstance("HKDF-SHA256").deriveData(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256: missing (expected: in Java 25)", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(digest, secret.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return "Secret[]";
  }
}
