package dev.interlock.signal.pii;

import java.util.List;

/**
 * Looks for words around a number, for numbers whose shape alone says little. Field names count:
 * {@code customerSsn} and {@code phone_number} hold the words {@code ssn} and {@code phone}.
 */
final class Context {
  private static final int AFTER = 24;

  /** Words up to this length must stand alone: `sin` is in `using`. */
  private static final int SHORT = 4;

  private Context() {}

  /** Whether one of {@code words} stands in the {@code reach} characters before, or just after. */
  static boolean around(Plain text, int start, int end, int reach, List<String> words) {
    return before(text, start, reach, words) || any(text, end, end + AFTER, words);
  }

  /** Whether one of {@code words} stands in the {@code reach} characters before {@code start}. */
  static boolean before(Plain text, int start, int reach, List<String> words) {
    return any(text, Math.max(0, start - reach), start, words);
  }

  /**
   * Whether there is any letter in the {@code reach} characters before, or just after: without one
   * there is no word around anything between {@code start} and {@code end}, if that has none.
   */
  static boolean letters(Plain text, int start, int end, int reach) {
    return letter(text, Math.max(0, start - reach), start) || letter(text, end, end + AFTER);
  }

  private static boolean letter(Plain text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.letter(i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean any(Plain text, int from, int to, List<String> words) {
    for (int i = from; i < to; i++) {
      if (text.letter(i)) {
        for (String word : words) {
          if (text.lower(i) == word.charAt(0)
              && i + word.length() <= to
              && text.says(i, word)
              && (word.length() > SHORT || alone(text, i, i + word.length()))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean alone(Plain text, int start, int end) {
    boolean begins = !text.letter(start - 1) || (text.upper(start) && !text.upper(start - 1));
    boolean ends = !text.letter(end) || (text.upper(end) && !text.upper(end - 1));
    return begins && ends;
  }
}
