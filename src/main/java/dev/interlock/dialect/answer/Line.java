package dev.interlock.dialect.answer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A few bytes kept until they can be told; one that outgrows its bound is like none we know. */
final class Line {
  private final byte[] bytes;
  private int length;

  Line(int bound) {
    bytes = new byte[bound];
  }

  void append(byte b) {
    if (length < bytes.length) {
      bytes[length] = b;
    }
    length = Math.min(length + 1, bytes.length + 1);
  }

  void append(byte[] from, int offset, int count) {
    if (length < bytes.length) {
      System.arraycopy(from, offset, bytes, length, Math.min(count, bytes.length - length));
    }
    length = count > bytes.length - length ? bytes.length + 1 : length + count;
  }

  void clear() {
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Whether the bytes have outgrown the bound. */
  boolean isFull() {
    return length > bytes.length;
  }

  boolean is(byte[] other) {
    return length == other.length && Arrays.equals(bytes, 0, length, other, 0, length);
  }

  boolean startsWithDigit() {
    return length > 0 && isDigit(bytes[0]);
  }

  /** The number that the leading digits spell; at most {@link Long#MAX_VALUE}. */
  long digits() {
    long number = 0;
    for (int i = 0; i < Math.min(length, bytes.length) && isDigit(bytes[i]); i++) {
      number = number > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : number * 10 + (bytes[i] - '0');
    }
    return number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The bytes as text; empty where they outgrew the bound. */
  String text() {
    return isFull() ? "" : new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
