package dev.interlock.dialect.replay;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text as a stream would: before a word, and never within a character. */
final class Pieces {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 80;

  private Pieces() {}

  /**
   * Pieces of 20 to 80 UTF-16 units, the last of which may be shorter; none of an empty text.
   * Joined, they are the text.
   */
  static List<String> of(String text) {
    var pieces = new ArrayList<String>(text.length() / SHORTEST + 1);
    int from = 0;
    while (from < text.length()) {
      int to = end(text, from);
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  private static int end(String text, int from) {
    int longest = Math.min(text.length(), from + LONGEST);
    for (int at = from + SHORTEST; at < longest; at++) {
      if (Character.isWhitespace(text.charAt(at)) && !Character.isWhitespace(text.charAt(at - 1))) {
        return at;
      }
    }
    boolean within = longest < text.length() && Character.isLowSurrogate(text.charAt(longest));
    return within ? longest - 1 : longest;
  }
}
