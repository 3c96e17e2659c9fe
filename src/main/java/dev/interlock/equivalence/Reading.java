package dev.interlock.equivalence;

import java.util.List;

/**
 * The tokens of a text and what rules ask of them.
 *
 * @param tokens in order
 * @param capitalsTell whether a capital letter marks a name here: not in headlines, nor when
 *     everything is in capitals
 */
record Reading(List<Token> tokens, boolean capitalsTell) {
  static Reading of(String text) {
    List<Token> tokens = Lexer.tokens(text);
    int words = 0;
    int capitals = 0;
    for (Token token : tokens) {
      if (token.word() && token.raw().length() > 3 && !token.start()) {
        words++;
        capitals += token.capital() ? 1 : 0;
      }
    }
    return new Reading(tokens, capitals < 3 || capitals * 10 <= words * 7);
  }

  int size() {
    return tokens.size();
  }

  Token at(int i) {
    return tokens.get(i);
  }

  /** The word there in lower case; empty outside the text. */
  String word(int i) {
    return i < 0 || i >= tokens.size() ? "" : tokens.get(i).lower();
  }

  boolean number(int i) {
    return i >= 0 && i < tokens.size() && tokens.get(i).kind() == Token.Kind.NUMBER;
  }

  /** The first word at or after {@code i} that bears meaning, among the next few; or empty. */
  String contentFrom(int i, int within) {
    for (int j = i; j < Math.min(size(), i + within); j++) {
      Token token = at(j);
      if (token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.NUMBER) {
        return "";
      }
      if (!FunctionWords.filler(token.lower()) && !FunctionWords.link(token.lower())) {
        return token.stem();
      }
    }
    return "";
  }

  /** The preposition that leads to {@code i}, articles and the like between them; or empty. */
  String linkBefore(int i) {
    for (int j = i - 1; j >= Math.max(0, i - 3); j--) {
      Token token = at(j);
      if (FunctionWords.link(token.lower()) || token.kind() == Token.Kind.SYMBOL) {
        return token.lower();
      }
      if (!FunctionWords.filler(token.lower())) {
        return "";
      }
    }
    return "";
  }

  /** Not the text. */
  @Override
  public String toString() {
    return "Reading[" + tokens.size() + "]";
  }
}
