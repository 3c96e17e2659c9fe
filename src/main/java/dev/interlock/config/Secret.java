package dev.interlock.config;

import dev.interlock.digest.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Something only those may say who know it. Never shown. Immutable, any thread. */
public final class Secret {
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
