package dev.interlock.embedding;

import java.lang.Character.UnicodeScript;

/**
 * Hashed n-grams of text in any script: words and, within them, character 3–5-grams; where a script
 * puts no blanks between words, 1–3-grams of its characters alone. Folding, sampling, signs and
 * weights are those of {@link Encoding#ngrams}. Stateless; any thread.
 */
public final class ScriptNgrams {
  /** Indices are below this; a power of two. */
  public static final int BUCKETS = NgramHasher.BUCKETS;

  private static final int LETTERS_FROM = 3;
  private static final int LETTERS_TO = 5;
  private static final int SIGNS_FROM = 1;
  private static final int SIGNS_TO = 3;

  private ScriptNgrams() {}

  /** The n-grams of {@code text}. */
  public static SparseVector of(String text) {
    NgramHasher.Folded folded = NgramHasher.fold(text);
    var grams = new NgramHasher.Grams(folded.size);
    int start = 0;
    while (start < folded.size) {
      int end = start + 1;
      int kind = kind(folded.chars[start]);
      while (end < folded.size && (isMark(folded.chars[end]) || kind(folded.chars[end]) == kind)) {
        end++;
      }
      switch (kind) {
        case SIGN -> count(folded.chars, start, end, SIGNS_FROM, SIGNS_TO, grams);
        case LETTER -> word(folded.chars, start, end, grams);
        default -> {
          // Blanks and punctuation tell nothing of what is wanted.
        }
      }
      start = end;
    }
    return grams.toVector();
  }

  private static final int OTHER = 0;
  private static final int LETTER = 1;
  private static final int SIGN = 2;

  private static int kind(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? LETTER : OTHER;
    }
    if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
      return OTHER;
    }
    return c >= 0xE00 && isUnsegmented(c) ? SIGN : LETTER;
  }

  /** A vowel sign or an accent by itself: part of the letter before it. */
  private static boolean isMark(char c) {
    return c >= 0x300
        && switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
  }

  private static boolean isUnsegmented(char c) {
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  /** The word itself, and its grams with a blank at both ends. */
  private static void word(char[] chars, int start, int end, NgramHasher.Grams grams) {
    int hash = 0x3C6EF372;
    for (int i = start; i < end; i++) {
      hash = hash * 0x01000193 ^ chars[i];
    }
    grams.add(hash, NgramHasher.WORD_GROUP);
    var padded = new char[end - start + 2];
    padded[0] = ' ';
    padded[padded.length - 1] = ' ';
    System.arraycopy(chars, start, padded, 1, end - start);
    count(padded, 0, padded.length, LETTERS_FROM, LETTERS_TO, grams);
  }

  private static void count(
      char[] chars, int start, int end, int shortest, int longest, NgramHasher.Grams grams) {
    for (int from = start; from + shortest <= end; from++) {
      int last = Math.min(from + longest, end);
      int hash = 0x811C9DC5;
      for (int i = from; i < last; i++) {
        hash = (hash ^ chars[i]) * 0x01000193;
        if (i - from + 1 >= shortest) {
          grams.add(hash, NgramHasher.CHAR_GROUP);
        }
      }
    }
  }
}
