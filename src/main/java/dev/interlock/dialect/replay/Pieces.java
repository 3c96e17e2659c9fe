package dev.interlock.dialect.replay;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text as a stream would: before a word, and never within a character. */
final class Pieces {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 80;

  /** Each piece is sent with some hundred bytes around it: a long text has longer ones. */
  private static final int MOST = 256;

  private Pieces() {}

  /**
   * Pieces of 20 to 80 UTF-16 units, the last of which may be shorter, and of a long text so long
   * that there are not many more than 256; none of an empty text. Joined, they are the text.
   */
  static List<String> of(String text) {
    var pieces = new ArrayList<String>(text.length() / SHORTEST + 1);
    int from = 0;
    int shortest = Math.max(SHORTEST, Math.ceilDiv(text.length(), MOST));
    while (from < text.length()) {
      int to = end(text, from, shortest);
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  private static int end(String text, int from, int shortest) {
    int longest = Math.min(text.length(), from + shortest + LONGEST - SHORTEST);
    for (int at = from + shortest; at < longest; at++) {
      if (Character.isWhitespace(text.charAt(at)) && !Character.isWhitespace(text.charAt(at - 1))) {
        return at;
      }
    }
    boolean within = longest < text.length() && Character.isLowSurrogate(text.charAt(longest));
    return within ? longest - 1 : longest;
  }
}
