package dev.interlock.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Halves of surrogate pairs in escapes. In well-formed UTF-8 a lone half can only come from an
 * escape, and escapes of surrogates are rare, so that a look at the bytes spares most bodies the
 * look at each character.
 */
final class Surrogates {
  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long US = 'u' * ONES;

  /** Eight bytes hold seven pairs of neighbours. */
  private static final int STRIDE = Long.BYTES - 1;

  private Surrogates() {}

  /** Whether an escape in {@code json} may spell a surrogate; never false where one does. */
  static boolean mayBeEscaped(byte[] json) {
    int at = 0;
    for (; at + Long.BYTES <= json.length; at += STRIDE) {
      if (mayHoldEscape((long) LITTLE_ENDIAN_LONG.get(json, at))
          && escapesSurrogate(json, at, at + STRIDE)) {
        return true;
      }
    }
    return escapesSurrogate(json, at, json.length);
  }

  /** Whether a backslash is followed by a u; sometimes wrong with yes, never with no. */
  private static boolean mayHoldEscape(long word) {
    return ((zeroBytes(word ^ BACKSLASHES) << Byte.SIZE) & zeroBytes(word ^ US)) != 0;
  }

  private static long zeroBytes(long word) {
    return (word - ONES) & ~word & HIGH_BITS;
  }

  private static boolean escapesSurrogate(byte[] json, int from, int to) {
    for (int at = from; at < to; at++) {
      if (escapesSurrogate(json, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean escapesSurrogate(byte[] json, int at) {
    return at + 3 < json.length
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && (json[at + 2] | 0x20) == 'd'
        && json[at + 3] >= '8';
  }

  /** {@code text} with U+FFFD in place of each half that has no partner. */
  static String repaired(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, '\uFFFD');
    }
    return repaired == null ? text : repaired.toString();
  }
}
