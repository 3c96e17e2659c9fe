package dev.interlock.equivalence;

/**
 * One piece of a text.
 *
 * @param kind what it is
 * @param raw as written
 * @param lower in lower case, without a possessive ending
 * @param stem {@code lower} without its inflection
 * @param start whether it begins a sentence
 * @param spaced whether white space precedes it
 * @param comma whether a comma precedes it
 */
record Token(
    Kind kind,
    String raw,
    String lower,
    String stem,
    boolean start,
    boolean spaced,
    boolean comma) {
  enum Kind {
    /** Letters, perhaps with digits. */
    WORD,
    /** Begins with a digit: number, version, date, clock time. */
    NUMBER,
    /** Exact as written: identifier, path, address, quotation. */
    CODE,
    /** Operator, currency or percent sign. */
    SYMBOL
  }

  boolean word() {
    return kind == Kind.WORD;
  }

  boolean is(String word) {
    return lower.equals(word);
  }

  /** A capital letter after a small one, or after a digit. */
  boolean mixedCase() {
    for (int i = 1; i < raw.length(); i++) {
      if (Character.isUpperCase(raw.charAt(i)) && !Character.isUpperCase(raw.charAt(i - 1))) {
        return Character.isLetterOrDigit(raw.charAt(i - 1));
      }
    }
    return false;
  }

  boolean capital() {
    return Character.isUpperCase(raw.charAt(0));
  }

  boolean allCapitals() {
    int letters = 0;
    for (int i = 0; i < raw.length(); i++) {
      if (Character.isLowerCase(raw.charAt(i))) {
        return false;
      }
      letters += Character.isLetter(raw.charAt(i)) ? 1 : 0;
    }
    return letters > 1;
  }

  boolean hasDigit() {
    for (int i = 0; i < raw.length(); i++) {
      if (Character.isDigit(raw.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Not the text. */
  @Override
  public String toString() {
    return "Token[" + kind + ", " + raw.length() + "]";
  }
}
