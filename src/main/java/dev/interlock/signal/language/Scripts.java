package dev.interlock.signal.language;

import java.lang.Character.UnicodeScript;

/**
 * Letters of a text by script, as far as a script tells the language.
 *
 * @param letters all letters
 * @param han Chinese characters
 * @param kana Japanese syllables
 * @param hangul Korean syllables
 * @param arabic Arabic letters
 * @param hebrew Hebrew letters
 * @param devanagari letters of Hindi
 * @param thai Thai letters
 * @param greek Greek letters
 * @param cyrillic Cyrillic letters
 * @param latin Latin letters
 */
record Scripts(
    int letters,
    int han,
    int kana,
    int hangul,
    int arabic,
    int hebrew,
    int devanagari,
    int thai,
    int greek,
    int cyrillic,
    int latin) {
  private static final double MAJORITY = 0.5;

  static Scripts count(String text, int end) {
    int letters = 0;
    int[] by = new int[9];
    int latin = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isLetter(c)) {
        continue;
      }
      UnicodeScript of = c < 0x250 ? UnicodeScript.LATIN : UnicodeScript.of(c);
      if (of == UnicodeScript.COMMON || of == UnicodeScript.INHERITED) {
        continue; // the letters of formulas are nobody's
      }
      letters++;
      int script = c < 0x370 ? -1 : script(c);
      if (script >= 0) {
        by[script]++;
      } else if (isLatin(c)) {
        latin++;
      }
    }
    return new Scripts(
        letters, by[0], by[1], by[2], by[3], by[4], by[5], by[6], by[7], by[8], latin);
  }

  static boolean isLatin(char c) {
    return c < 0x250 || UnicodeScript.of(c) == UnicodeScript.LATIN;
  }

  private static int script(char c) {
    return switch (UnicodeScript.of(c)) {
      case HAN -> 0;
      case HIRAGANA, KATAKANA -> 1;
      case HANGUL -> 2;
      case ARABIC -> 3;
      case HEBREW -> 4;
      case DEVANAGARI -> 5;
      case THAI -> 6;
      case GREEK -> 7;
      case CYRILLIC -> 8;
      default -> -1;
    };
  }

  /** The language the scripts tell, or empty for Latin, Cyrillic and mixtures. */
  String language() {
    if (share() < MAJORITY) {
      return "";
    }
    int cjk = han + kana;
    if (cjk >= max()) {
      return kana * 10 > cjk ? "ja" : "zh";
    }
    int max = max();
    if (max == hangul) {
      return "ko";
    }
    if (max == arabic) {
      return "ar";
    }
    if (max == hebrew) {
      return "he";
    }
    if (max == devanagari) {
      return "hi";
    }
    return max == thai ? "th" : "el";
  }

  /** Share of letters in the foremost script; Chinese characters and kana count together. */
  double share() {
    return letters == 0 ? 0 : (double) Math.max(han + kana, max()) / letters;
  }

  /** Whether most letters are Cyrillic. */
  boolean isCyrillic() {
    return cyrillic > MAJORITY * letters;
  }

  /** Share of letters in a script that English is not written in. */
  double foreignShare() {
    return letters == 0 ? 0 : 1 - (double) latin / letters;
  }

  private int max() {
    return Math.max(
        Math.max(Math.max(hangul, arabic), Math.max(hebrew, devanagari)), Math.max(thai, greek));
  }
}
