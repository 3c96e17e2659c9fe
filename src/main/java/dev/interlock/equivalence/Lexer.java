package dev.interlock.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into tokens, in one pass; what it looks ahead for is bounded by the text's greatest
 * length. One text, one thread.
 */
final class Lexer {
  private static final String OPERATORS = "<>=+^≥≤≠×÷±→≈*/&|~@#_\\{}[]";
  private static final List<String> LONG_OPERATORS =
      List.of(
          "===", "!==", "<=>", "<<=", ">>=", ">>>", "**=", "...", "<=", ">=", "==", "!=", "**",
          "->", "=>", "&&", "||", "<<", ">>", "++", "--", "+=", "-=", "*=", "/=", "%=", "??", "?.",
          "::", ":=", "//", "|>", "<-");
  private static final int TRIES = 4;
  private static final String CURRENCIES = "$€£¥₹°%";
  private static final Set<String> DOTTED_NAMES =
      Set.of(
          "node.js", "vue.js", "next.js", "nuxt.js", "asp.net", "three.js", "d3.js", "amazon.com");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean start = true;
  private boolean spaced = true;
  private boolean comma;
  private int closing = -1;
  private int chunkEnd;
  private int chunkTries;
  private int brackets;
  private long opened;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    var lexer = new Lexer(Letters.plain(text));
    while (lexer.at < lexer.text.length()) {
      lexer.next();
    }
    return lexer.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      start |= c == '\n';
      spaced = true;
      at++;
    } else if (at == closing) {
      at++;
    } else if (c == '`' || c == '"' || (c == '\'' && spaced)) {
      quotation(c);
    } else if ((spaced || opens(before())) && address()) {
      // taken whole
    } else if (digitAt(at) || signed(c) || fraction()) {
      number();
    } else if (letterAt(at) || identifierStart(c)) {
      word();
    } else {
      symbol(c);
    }
  }

  private void quotation(char mark) {
    if (text.startsWith("```", at)) {
      int end = text.indexOf("```", at + 3);
      int to = end < 0 ? text.length() : end;
      add(Token.Kind.CODE, text.substring(at + 3, to).strip());
      at = Math.min(text.length(), to + 3);
      return;
    }
    int end = closing > at ? -1 : text.indexOf(mark, at + 1);
    if (mark == '\'' && end > 0 && end + 1 < text.length() && letterAt(end + 1)) {
      end = -1; // an apostrophe
    }
    if (!spaced && digitAt(at - 1)) {
      symbol(mark); // inches
      return;
    }
    if (end > at + 1) {
      String inner = text.substring(at + 1, end).strip();
      add(
          Token.Kind.CODE,
          inner.endsWith("()") ? inner.substring(0, inner.length() - 2) : trimmed(inner));
      if (inner.indexOf(' ') < 0) {
        at = end + 1;
        return;
      }
      closing = end;
      start = true;
    }
    at++;
    spaced = true;
  }

  /**
   * URL, e-mail address or path, up to the next space; looked for a few times only in what has no
   * space, lest a text of brackets be read again and again.
   */
  private boolean address() {
    if (at >= chunkEnd) {
      chunkEnd = at;
      while (chunkEnd < text.length() && !Character.isWhitespace(text.charAt(chunkEnd))) {
        chunkEnd++;
      }
      chunkTries = 0;
    }
    if (chunkTries++ >= TRIES) {
      return false;
    }
    String chunk = trimmed(text.substring(at, chunkEnd));
    if (!Addresses.isOne(chunk)) {
      return false;
    }
    add(Token.Kind.CODE, chunk);
    at += chunk.length();
    return true;
  }

  private void number() {
    int from = at;
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean joins = ".,:".indexOf(c) >= 0 && digitAt(at + 1) && digitAt(at - 1);
      boolean fraction = c == '/' && digitAt(at - 1) && digitAt(at + 1) && !spacedAround();
      boolean iso = c == '-' && digitAt(at + 1) && isoDate(from);
      if (!Character.isDigit(c) && !joins && !fraction && !iso) {
        break;
      }
      at++;
    }
    exponent();
    int digitsEnd = at;
    while (at < text.length() && (letterAt(at) || digitAt(at) || text.charAt(at) == '_')) {
      at++;
    }
    String suffix = text.substring(digitsEnd, at).toLowerCase(Locale.ROOT);
    if (suffix.isEmpty() || NumberWords.ordinalSuffix(suffix)) {
      add(Token.Kind.NUMBER, text.substring(from, at));
    } else if (Units.suffix(suffix)) {
      add(Token.Kind.NUMBER, text.substring(from, digitsEnd));
      spaced = false;
      add(Token.Kind.WORD, text.substring(digitsEnd, at));
    } else {
      add(Token.Kind.WORD, text.substring(from, at));
    }
  }

  private void exponent() {
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int digits = at + 1;
      if (digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0) {
        digits++;
      }
      if (digitAt(digits)) {
        at = digits;
        while (digitAt(at)) {
          at++;
        }
      }
    }
  }

  private boolean isoDate(int from) {
    int written = at - from;
    return (written == 4 && digitAt(at + 2)) || (written == 7 && text.charAt(from + 4) == '-');
  }

  private boolean spacedAround() {
    return at > 0 && Character.isWhitespace(text.charAt(at - 1));
  }

  private void word() {
    if ((text.charAt(at) == 'v' || text.charAt(at) == 'V') && digitAt(at + 1)) {
      at++; // v2.1 is version 2.1
      number();
      return;
    }
    int from = at;
    boolean code = !letterAt(at);
    boolean dotted = false;
    while (at < text.length() && "-$@#_".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (letterAt(at) || digitAt(at)) {
        at += Character.charCount(text.codePointAt(at));
      } else if (c == '_') {
        code = true;
        at++;
      } else if (c == '\'' && letterAt(at - 1) && letterAt(at + 1)) {
        at++;
      } else if (c == '.' && alphanumericAt(at + 1) && !sentenceEnd(from)) {
        dotted = true;
        at++;
      } else if (c == '-'
          && (digitAt(at + 1)
              || (digitAt(at - 1) && letterAt(at + 1))
              || (code && alphanumericAt(at + 1)))) {
        at++;
      } else if ((text.startsWith("::", at) && letterAt(at + 2))
          || (text.startsWith("->", at) && letterAt(at + 2))) {
        code = true;
        at += 2;
      } else {
        break;
      }
    }
    if (at - from == 1 && (text.startsWith("++", at) || text.startsWith("#", at))) {
      at += text.charAt(at) == '#' ? 1 : 2;
    }
    String raw = text.substring(from, at);
    if (text.startsWith("()", at)) {
      at += 2;
      code = true;
    }
    if (dotted && !code) {
      code = !DOTTED_NAMES.contains(raw.toLowerCase(Locale.ROOT)) && !abbreviation(raw);
      raw = abbreviation(raw) ? raw.replace(".", "") : raw;
    }
    add(code ? Token.Kind.CODE : Token.Kind.WORD, raw);
  }

  /** A full stop without a space after it, as people type. */
  private boolean sentenceEnd(int from) {
    return at - from > 2
        && Character.isLowerCase(text.charAt(at - 1))
        && Character.isUpperCase(text.charAt(at + 1))
        && at + 2 < text.length()
        && Character.isLowerCase(text.charAt(at + 2));
  }

  /** One letter, full stop, one letter: e.g., U.S. */
  private static boolean abbreviation(String raw) {
    for (int i = 1; i < raw.length(); i += 2) {
      if (raw.charAt(i) != '.') {
        return false;
      }
    }
    return true;
  }

  /** Every sign is kept but those that only part sentences. */
  private void symbol(char c) {
    for (String operator : LONG_OPERATORS) {
      if (text.startsWith(operator, at) && !operator.equals("...") && !rule(operator)) {
        add(Token.Kind.SYMBOL, operator);
        at += operator.length();
        return;
      }
    }
    if (OPERATORS.indexOf(c) >= 0 || CURRENCIES.indexOf(c) >= 0 || tells(c)) {
      add(Token.Kind.SYMBOL, String.valueOf(c));
    } else if (".!?:;".indexOf(c) >= 0) {
      start = true;
    }
    spaced |= opens(c);
    comma |= c == ',';
    at++;
  }

  /** A dash or a line drawn between words. */
  private boolean rule(String operator) {
    return operator.equals("--") && !(alphanumericAt(at - 1) || alphanumericAt(at + 2));
  }

  /** Whether a mark that mostly is punctuation is a sign here: 5!, !x, 10 - 3, f(x), 5'. */
  private boolean tells(char c) {
    return switch (c) {
      case '-' -> operandBefore() && operandAfter();
      case '!' -> digitAt(at - 1) || (spaced && alphanumericAt(at + 1));
      case '?', ':' -> spaced && at + 1 < text.length() && text.charAt(at + 1) == ' ';
      case '\'', '"' -> digitAt(at - 1) || (at + 1 < text.length() && text.charAt(at + 1) == '(');
      case '(' -> opening(alphanumericAt(at - 1) || !letterAt(at + 1));
      case ')' -> closed();
      default -> false;
    };
  }

  /** Remembers whether the last 64 open brackets are signs. */
  private boolean opening(boolean sign) {
    opened = opened << 1 | (sign ? 1 : 0);
    brackets++;
    return sign;
  }

  private boolean closed() {
    boolean sign = brackets == 0 || (opened & 1) == 1;
    opened >>>= 1;
    brackets = Math.max(0, brackets - 1);
    return sign;
  }

  private boolean operandBefore() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.getLast();
    return last.kind() == Token.Kind.NUMBER || (last.word() && last.raw().length() == 1);
  }

  private boolean operandAfter() {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return digitAt(i) || (letterAt(i) && !letterAt(i + 1));
  }

  private void add(Token.Kind kind, String raw) {
    if (raw.isEmpty()) {
      return;
    }
    String lower = raw.toLowerCase(Locale.ROOT);
    if (kind == Token.Kind.WORD && lower.endsWith("'s")) {
      lower = lower.substring(0, lower.length() - 2);
    }
    tokens.add(new Token(kind, raw, lower, Stem.of(lower), start, spaced, comma));
    start = false;
    spaced = false;
    comma = false;
  }

  private boolean signed(char c) {
    return c == '-' && digitAt(at + 1) && (spaced || opens(before()));
  }

  /** .5 and -.5. */
  private boolean fraction() {
    int stop = text.charAt(at) == '-' ? at + 1 : at;
    return stop < text.length()
        && text.charAt(stop) == '.'
        && digitAt(stop + 1)
        && (at == 0 || (!alphanumericAt(at - 1) && text.charAt(at - 1) != '.'));
  }

  private boolean identifierStart(char c) {
    return (c == '_' && alphanumericAt(at + 1))
        || (spaced && "$@#".indexOf(c) >= 0 && letterAt(at + 1))
        || (spaced
            && c == '-'
            && (letterAt(at + 1) || (text.startsWith("--", at) && letterAt(at + 2))));
  }

  private char before() {
    return at == 0 ? ' ' : text.charAt(at - 1);
  }

  private static boolean opens(char c) {
    return "([{,".indexOf(c) >= 0;
  }

  private boolean alphanumericAt(int i) {
    return letterAt(i) || digitAt(i);
  }

  private boolean letterAt(int i) {
    if (i < 0 || i >= text.length()) {
      return false;
    }
    char c = text.charAt(i);
    if (Character.isSurrogate(c)) {
      return Character.isLetter(text.codePointAt(i));
    }
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private boolean digitAt(int i) {
    return i >= 0 && i < text.length() && Character.isDigit(text.charAt(i));
  }

  private static String trimmed(String chunk) {
    int end = chunk.length();
    while (end > 0 && ".,;:!?)]}'\">".indexOf(chunk.charAt(end - 1)) >= 0) {
      end--;
    }
    return chunk.substring(0, end);
  }
}
