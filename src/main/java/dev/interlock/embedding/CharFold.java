package dev.interlock.embedding;

import java.text.Normalizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * BERT's uncased text normalisation, one code point at a time: control characters vanish, spaces
 * unify, accents are stripped (NFD without non-spacing marks), letters become lower case, and each
 * result is a space, an isolated mark or part of a word. Pages of 256 code points are computed when
 * first met.
 *
 * <p>Follows the {@code BertNormalizer} and {@code BertPreTokenizer} of Hugging Face tokenizers.
 * Thread-safe: pages are immutable, and computing one twice is harmless.
 */
final class CharFold {
  static final byte DROP = 0;
  static final byte SPACE = 1;

  /** A token of its own: punctuation, or a Chinese character. */
  static final byte ALONE = 2;

  static final byte WORD = 3;

  /** More than one code point: see {@link Page#many}. */
  static final byte MANY = 4;

  private static final int MAX_PAGE = Character.MAX_CODE_POINT >>> 8;
  private static final @Nullable Page[] PAGES = new @Nullable Page[MAX_PAGE + 1];

  private CharFold() {}

  /** The page of {@code codePoint}; index it with the low eight bits. */
  static Page page(int codePoint) {
    Page page = PAGES[codePoint >>> 8];
    if (page == null) {
      page = Page.of(codePoint & ~0xff);
      PAGES[codePoint >>> 8] = page;
    }
    return page;
  }

  /** Kind of an already folded code point. */
  static byte kindOfFolded(int c) {
    if (isSpace(c)) {
      return SPACE;
    }
    return isPunctuation(c) ? ALONE : WORD;
  }

  /** The folding of 256 code points. */
  static final class Page {
    private static final int[] NONE = {};

    final byte[] kind = new byte[256];
    final int[] folded = new int[256];
    final int[][] many = new int[256][];

    private Page() {
      Arrays.fill(many, NONE);
    }

    static Page of(int first) {
      Page page = new Page();
      for (int i = 0; i < 256; i++) {
        page.compute(i, first + i);
      }
      return page;
    }

    private void compute(int i, int c) {
      if (c == 0 || c == 0xfffd || isControl(c)) {
        kind[i] = DROP;
        return;
      }
      if (isSpace(c)) {
        kind[i] = SPACE;
        return;
      }
      int[] out = fold(c);
      switch (out.length) {
        case 0 -> kind[i] = DROP;
        case 1 -> {
          folded[i] = out[0];
          kind[i] = isChinese(c) ? ALONE : kindOfFolded(out[0]);
        }
        default -> {
          kind[i] = MANY;
          many[i] = out;
        }
      }
    }

    private static int[] fold(int c) {
      if (c < 0x80) {
        return new int[] {c >= 'A' && c <= 'Z' ? c + 32 : c};
      }
      return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD)
          .codePoints()
          .filter(d -> Character.getType(d) != Character.NON_SPACING_MARK)
          .map(Character::toLowerCase)
          .toArray();
    }
  }

  private static boolean isControl(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> false;
    };
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  private static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return (c >= '!' && c <= '/')
          || (c >= ':' && c <= '@')
          || (c >= '[' && c <= '`')
          || (c >= '{' && c <= '~');
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F)
        || (c >= 0x2B740 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }
}
