package dev.interlock.signal.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collection;

/**
 * The words of a vocabulary, less than one in fifty of all others taken for one of them: a Bloom
 * filter. Capitals do not matter. Immutable; any thread.
 */
public final class KnownWords {
  /** Bits, a power of two: about thirteen for each of twenty thousand words. */
  private static final int BITS = 1 << 18;

  private static final int HASHES = 3;

  private final long[] set;

  private KnownWords(long[] set) {
    this.set = set;
  }

  /** Knows {@code words}, in small letters. */
  public static KnownWords of(Collection<String> words) {
    long[] set = new long[BITS / Long.SIZE];
    for (String word : words) {
      long hash = WordTable.SEED;
      for (int i = 0; i < word.length(); i++) {
        hash = WordTable.extend(hash, word.charAt(i));
      }
      for (int h = 0; h < HASHES; h++) {
        int bit = bit(hash, h);
        set[bit / Long.SIZE] |= 1L << bit;
      }
    }
    return new KnownWords(set);
  }

  /** Whether {@code text} has words before {@code end}, and all of them are known. */
  boolean all(String text, int end) {
    boolean any = false;
    long hash = WordTable.SEED;
    int start = 0;
    for (int i = 0; i <= end; i++) {
      char c = i < end ? Character.toLowerCase(text.charAt(i)) : ' ';
      if (Character.isLetter(c)) {
        hash = WordTable.extend(hash, c);
        continue;
      }
      if (i > start) {
        if (!has(hash)) {
          return false;
        }
        any = true;
      }
      hash = WordTable.SEED;
      start = i + 1;
    }
    return any;
  }

  private boolean has(long hash) {
    for (int h = 0; h < HASHES; h++) {
      int bit = bit(hash, h);
      if ((set[bit / Long.SIZE] & (1L << bit)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The bits of a word are far from those of words that differ by a letter. */
  private static int bit(long hash, int which) {
    long mixed = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> (2 + 20 * which)) & (BITS - 1);
  }

  void write(DataOutputStream out) throws IOException {
    for (long word : set) {
      out.writeLong(word);
    }
  }

  static KnownWords read(DataInputStream in) throws IOException {
    long[] set = new long[BITS / Long.SIZE];
    for (int i = 0; i < set.length; i++) {
      set[i] = in.readLong();
    }
    return new KnownWords(set);
  }
}
