package dev.interlock.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Something only those may say who know it. Never shown. Immutable, any thread. */
public final class Secret {
  private final byte[] digest;

  private Secret(byte[] digest) {
    this.digest = digest;
  }

  public static Secret of(String text) {
    return new Secret(digest(text));
  }

  /** Whether {@code text} is the secret; how long that takes says nothing of it. */
  public boolean is(String text) {
    return MessageDigest.isEqual(digest, digest(text));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java has, is missing", e);
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
