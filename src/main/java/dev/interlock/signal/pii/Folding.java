package dev.interlock.signal.pii;

import java.text.Normalizer;

/** What each character looks like: the ASCII one it stands for, if any. */
final class Folding {
  /** Stands for characters that look like none of ASCII. */
  static final byte OTHER = (byte) 0x80;

  /** Stands for characters that cannot be seen. */
  static final byte NOTHING = 0;

  private static final byte[] TABLE = table();

  private Folding() {}

  /** The byte that {@code c} looks like; {@link #OTHER} or {@link #NOTHING}. */
  static byte of(char c) {
    return TABLE[c];
  }

  /** The same for a character beyond the basic plane: digits of other styles count as digits. */
  static byte of(int codePoint) {
    int digit = Character.digit(codePoint, 10);
    if (digit >= 0) {
      return (byte) ('0' + digit);
    }
    return isUnseen(Character.getType(codePoint)) ? NOTHING : OTHER;
  }

  private static boolean isUnseen(int type) {
    return type == Character.FORMAT
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static byte[] table() {
    var table = new byte[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      table[c] = look((char) c);
    }
    return table;
  }

  private static byte look(char c) {
    if (c < 0x80) {
      return c == '\t' || c == '\r' ? (byte) '\n' : c < ' ' && c != '\n' ? NOTHING : (byte) c;
    }
    int digit = Character.digit(c, 10);
    if (digit >= 0) {
      return (byte) ('0' + digit);
    }
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return (byte) (c - '\uFF01' + '!');
    }
    if (c < '\u0250' && Character.isLetter(c)) {
      char base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
      return base < 0x80 ? (byte) base : OTHER;
    }
    return switch (c) {
      case '\u00B7', '\u2022', '\u2024', '\u2219', '\u22C5', '\u30FB' -> '.';
      case '\u2018', '\u2019' -> '\'';
      case '\u201C', '\u201D' -> '"';
      case '\u2212', '\u2043' -> '-';
      case '\uFE6B' -> '@';
      case '\u115F', '\u1160', '\u3164', '\uFFA0' -> NOTHING;
      default -> lookOfType(Character.getType(c));
    };
  }

  private static byte lookOfType(int type) {
    if (isUnseen(type)) {
      return NOTHING;
    }
    return switch (type) {
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
      case Character.DASH_PUNCTUATION -> '-';
      default -> OTHER;
    };
  }
}
