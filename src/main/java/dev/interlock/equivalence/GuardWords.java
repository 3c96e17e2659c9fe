package dev.interlock.equivalence;

import java.util.Locale;

/** Which words guards have in a list; the rest they meet by form and place alone. */
public final class GuardWords {
  private GuardWords() {}

  /** Whether {@code word} is in some list of names, units, numbers, dates or opposites. */
  public static boolean listed(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return !Names.of(lower).isEmpty()
        || !Units.afterNumber(lower).isEmpty()
        || NumberWords.cardinal(lower) >= 0
        || NumberWords.ordinal(lower) >= 0
        || NumberWords.scale(lower) > 0
        || NegationRule.negates(lower)
        || DateRule.listed(lower)
        || AntonymRule.listed(lower);
  }
}
