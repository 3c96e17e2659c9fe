package dev.interlock.equivalence;

/** Which groups of three letters a text has, as 512 bits by hash: 64 bytes whatever its length. */
final class Grams {
  static final int WORDS = 8;

  private Grams() {}

  static long[] of(String text) {
    long[] bits = new long[WORDS];
    int a = ' ';
    int b = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int next = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : ' ';
      if (next == ' ' && b == ' ') {
        continue;
      }
      int hash = ((a * 31 + b) * 31 + next) * 0x9E3779B1;
      int bit = hash >>> 23;
      bits[bit >>> 6] |= 1L << (bit & 63);
      a = b;
      b = next;
    }
    return bits;
  }

  /** Share of the groups of either text that are in both. */
  static double overlap(long[] a, long[] b) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      both += Long.bitCount(a[i] & b[i]);
      either += Long.bitCount(a[i] | b[i]);
    }
    return either == 0 ? 1 : (double) both / either;
  }
}
