package dev.interlock.signal.language;

import dev.interlock.embedding.SparseVector;
import java.util.Arrays;

/**
 * What {@link NgramModel} looks at: of the first words of a text each word and its 2–4-grams of
 * letters, accents included, hashed. A word's grams share a weight, and words add up: a long text
 * tells more than a short one. Stateless; any thread.
 */
public final class LanguageGrams {
  /** Indices are below this; a power of two. */
  public static final int BUCKETS = 1 << 13;

  /** More words are not looked at. */
  static final int WORDS = 32;

  private static final int LONGEST_WORD = 24;
  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;

  private int[] indices = new int[512];
  private float[] values = new float[512];
  private int size;

  private LanguageGrams() {}

  /** The grams of the first words of {@code text} that begin before {@code end}. */
  public static SparseVector of(String text, int end) {
    var grams = new LanguageGrams();
    var word = new char[LONGEST_WORD + 2];
    word[0] = ' ';
    int length = 1;
    int words = 0;
    for (int i = 0; i <= end && words < WORDS; i++) {
      char c = i < end ? text.charAt(i) : ' ';
      if (Character.isLetter(c)) {
        if (length <= LONGEST_WORD) {
          word[length++] = Character.toLowerCase(c);
        }
      } else if (length > 1) {
        word[length++] = ' ';
        grams.add(word, length);
        words++;
        length = 1;
      }
    }
    return new SparseVector(grams.indices, grams.values, grams.size);
  }

  private void add(char[] word, int length) {
    int first = size;
    put(hash(word, 0, length) * 31);
    for (int from = 0; from + SHORTEST <= length; from++) {
      for (int to = from + SHORTEST; to <= Math.min(from + LONGEST, length); to++) {
        put(hash(word, from, to));
      }
    }
    Arrays.fill(values, first, size, (float) (1 / Math.sqrt(size - first)));
  }

  private void put(int hash) {
    if (size == indices.length) {
      indices = Arrays.copyOf(indices, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    int mixed = hash ^ hash >>> 16;
    mixed *= 0x85EBCA6B;
    indices[size++] = (mixed ^ mixed >>> 13) & BUCKETS - 1;
  }

  private static int hash(char[] word, int from, int to) {
    int hash = 0x811C9DC5;
    for (int i = from; i < to; i++) {
      hash = (hash ^ word[i]) * 0x01000193;
    }
    return hash;
  }
}
