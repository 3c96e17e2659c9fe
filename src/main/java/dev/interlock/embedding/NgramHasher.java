package dev.interlock.embedding;

import java.util.Arrays;

/**
 * Word 1–2-grams and, within blank-separated words, character 3–5-grams of a text's folded form,
 * hashed with a sign into {@link #BUCKETS} buckets (Weinberger et al., 2009). Weights are 1 +
 * ln(count), with unit length for words and for characters and again for both together. A long text
 * is sampled: its beginning and its end.
 *
 * <p>Stateless; any thread. A gram may share its bucket with others; entries then add up.
 */
final class NgramHasher {
  /** Number of buckets; heads fold it by halves as they need less. */
  static final int BUCKETS = 1 << 16;

  static final int HEAD_CHARS = 4_096;
  static final int TAIL_CHARS = 2_048;

  static final int WORD_GROUP = 1;
  static final int CHAR_GROUP = 0;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 5;
  private static final float[] WEIGHT = new float[256];

  static {
    for (int count = 1; count < WEIGHT.length; count++) {
      WEIGHT[count] = (float) (1 + Math.log(count));
    }
  }

  private NgramHasher() {}

  /** Characters of a text of {@code length} that are looked at. */
  static int sampled(int length) {
    return Math.min(length, HEAD_CHARS + TAIL_CHARS);
  }

  /** The n-grams of {@code text}. */
  static SparseVector hash(String text) {
    Folded folded = fold(text);
    var grams = new Grams(folded.size);
    countWords(folded, grams);
    countCharacters(folded, grams);
    return grams.toVector();
  }

  /** The sample of {@code text}, folded. */
  static Folded fold(String text) {
    var folded = new Folded(sampled(text.length()));
    if (text.length() <= HEAD_CHARS + TAIL_CHARS) {
      folded.append(text, 0, text.length());
    } else {
      folded.append(text, 0, HEAD_CHARS);
      folded.append(text, text.length() - TAIL_CHARS, text.length());
    }
    folded.close();
    return folded;
  }

  private static void countWords(Folded text, Grams grams) {
    char[] chars = text.chars;
    int previous = 0;
    int word = 0;
    for (int i = 0; i < text.size; i++) {
      char c = chars[i];
      if (isWord(c)) {
        word = (word == 0 ? 0x3C6EF372 : word) * 0x01000193 ^ c;
      } else if (word != 0) {
        grams.add(word, WORD_GROUP);
        if (previous != 0) {
          grams.add(previous * 31 + word, WORD_GROUP);
        }
        previous = word;
        word = 0;
      }
    }
  }

  private static boolean isWord(char c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  private static void countCharacters(Folded text, Grams grams) {
    char[] chars = text.chars;
    int blank = 0;
    while (blank < text.size - 1) {
      int end = blank + 1;
      while (chars[end] != ' ') {
        end++;
      }
      for (int start = blank; start + SHORTEST <= end + 1; start++) {
        int last = Math.min(start + LONGEST, end + 1);
        int hash = 0x811C9DC5;
        for (int i = start; i < last; i++) {
          hash = (hash ^ chars[i]) * 0x01000193;
          if (i - start + 1 >= SHORTEST) {
            grams.add(hash, CHAR_GROUP);
          }
        }
      }
      blank = end;
    }
  }

  /** The folded text with single blanks between words, before the first and after the last. */
  static final class Folded {
    char[] chars;
    int size = 1;

    Folded(int length) {
      chars = new char[length + 16];
      chars[0] = ' ';
    }

    void append(String text, int start, int end) {
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        CharFold.Page page = CharFold.page(c);
        int at = c & 0xff;
        switch (page.kind[at]) {
          case CharFold.SPACE -> blank();
          case CharFold.MANY -> {
            for (int folded : page.many[at]) {
              push((char) folded);
            }
          }
          // A surrogate half stays as it is: pairs are grams like any other.
          case CharFold.DROP -> {
            if (Character.isSurrogate(c)) {
              push(c);
            }
          }
          default -> push((char) page.folded[at]);
        }
      }
      blank();
    }

    void close() {
      blank();
    }

    private void blank() {
      if (chars[size - 1] != ' ') {
        push(' ');
      }
    }

    private void push(char c) {
      if (size == chars.length) {
        chars = Arrays.copyOf(chars, size * 2);
      }
      chars[size++] = c;
    }
  }

  /** Counts by hash, in an open-addressing table. */
  static final class Grams {
    private int[] hashes;
    private int[] counts;
    private int size;

    Grams(int chars) {
      int capacity = Math.max(64, Integer.highestOneBit(Math.max(1, chars)) * 8);
      hashes = new int[capacity];
      counts = new int[capacity];
    }

    void add(int raw, int group) {
      int hash = (mix(raw) & ~1) | group;
      int mask = hashes.length - 1;
      int slot = hash >>> 7 & mask;
      while (counts[slot] != 0 && hashes[slot] != hash) {
        slot = (slot + 1) & mask;
      }
      if (counts[slot] == 0) {
        hashes[slot] = hash;
        size++;
      }
      counts[slot]++;
    }

    SparseVector toVector() {
      int[] indices = new int[size];
      float[] values = new float[size];
      double[] squares = new double[2];
      int n = 0;
      for (int slot = 0; slot < hashes.length; slot++) {
        if (counts[slot] == 0) {
          continue;
        }
        int hash = hashes[slot];
        float weight = WEIGHT[Math.min(counts[slot], WEIGHT.length - 1)];
        squares[hash & 1] += weight * weight;
        indices[n] = hash;
        values[n] = weight;
        n++;
      }
      float[] scale = scales(squares);
      for (int i = 0; i < n; i++) {
        int hash = indices[i];
        float signed = (hash & 2) == 0 ? values[i] : -values[i];
        values[i] = signed * scale[hash & 1];
        indices[i] = hash >>> 16;
      }
      return new SparseVector(indices, values, n);
    }

    private static float[] scales(double[] squares) {
      int groups = (squares[0] > 0 ? 1 : 0) + (squares[1] > 0 ? 1 : 0);
      float[] scale = new float[2];
      for (int g = 0; g < 2; g++) {
        scale[g] = squares[g] > 0 ? (float) (1 / Math.sqrt(squares[g] * groups)) : 0;
      }
      return scale;
    }

    private static int mix(int h) {
      h ^= h >>> 16;
      h *= 0x85EBCA6B;
      h ^= h >>> 13;
      h *= 0xC2B2AE35;
      return h ^ h >>> 16;
    }
  }
}
