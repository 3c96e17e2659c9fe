package dev.interlock.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has. */
public final class Sha256 {
  /** How long a hash is. */
  public static final int BYTES = 32;

  private Sha256() {}

  /** A hash of parts, which are still to come. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every Java)", e);
    }
  }

  /** The hash of {@code bytes}. */
  public static byte[] of(byte[] bytes) {
    return begin().digest(bytes);
  }

  /** The hash of {@code text} in UTF-8. */
  public static byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** The hash of {@code bytes} in hexadecimal. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  /** The hash of {@code text} in hexadecimal. */
  public static String hex(String text) {
    return hex(text.getBytes(UTF_8));
  }

  /** The first {@code bytes} bytes of the hash of {@code text} in hexadecimal. */
  public static String hex(String text, int bytes) {
    return HexFormat.of().formatHex(of(text), 0, bytes);
  }
}
