package dev.interlock.signal.pii;

import org.jspecify.annotations.Nullable;

/**
 * Text as the eye sees it, a byte for each visible character: full-width and foreign digits are
 * digits, every dash is a dash, what has no width is gone, and escapes of text within text are
 * resolved. Immutable.
 */
final class Plain {
  private static final byte DIGIT = 1;
  private static final byte LOWER = 2;
  private static final byte UPPER = 4;
  private static final byte HEX = 8;
  private static final byte[] CLASSES = classes();

  /** Bounds what one place can cost: a walk stays linear in a text that is one long token. */
  private static final int LONGEST_TOKEN = 1024;

  private final byte[] bytes;
  private final int length;

  private Plain(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  static Plain of(String text) {
    return new Folder(text, null).fold();
  }

  /** The offset in {@code text} of each character of what {@link #of} makes of it, and its end. */
  static int[] origins(String text) {
    var origins = new int[text.length() + 1];
    int length = new Folder(text, origins).fold().length;
    origins[length] = text.length();
    return origins;
  }

  int length() {
    return length;
  }

  /** The character at {@code i}, 0 to 255; 0 outside the text. */
  int at(int i) {
    return i >= 0 && i < length ? bytes[i] & 0xFF : 0;
  }

  /** The character at {@code i} as a lower-case one if it is a letter. */
  int lower(int i) {
    int c = at(i);
    return (CLASSES[c] & UPPER) != 0 ? c | 0x20 : c;
  }

  boolean digit(int i) {
    return CLASSES[at(i)] % 2 == DIGIT;
  }

  boolean letter(int i) {
    return (CLASSES[at(i)] & (LOWER | UPPER)) != 0;
  }

  boolean upper(int i) {
    return (CLASSES[at(i)] & UPPER) != 0;
  }

  boolean alnum(int i) {
    return (CLASSES[at(i)] & (DIGIT | LOWER | UPPER)) != 0;
  }

  boolean hex(int i) {
    return (CLASSES[at(i)] & HEX) != 0;
  }

  /** Letters, digits, dash and underscore: what tokens are made of. */
  boolean token(int i) {
    int c = at(i);
    return c == '-' || c == '_' || (CLASSES[c] & (DIGIT | LOWER | UPPER)) != 0;
  }

  /** The end of the letters and digits from {@code i}. */
  int wordEnd(int i) {
    int end = i;
    while (alnum(end)) {
      end++;
    }
    return end;
  }

  /** The end of the digits from {@code i}. */
  int digitsEnd(int i) {
    int end = i;
    while (digit(end)) {
      end++;
    }
    return end;
  }

  /** The end of the token from {@code i}, or of its first kilobyte. */
  int tokenEnd(int i) {
    int end = i;
    while (end - i < LONGEST_TOKEN && token(end)) {
      end++;
    }
    return end;
  }

  /** Whether {@code word}, in lower case, stands at {@code i} in any case. */
  boolean says(int i, String word) {
    for (int k = 0; k < word.length(); k++) {
      if (lower(i + k) != word.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /** Whether exactly {@code word} stands at {@code i}. */
  boolean exactly(int i, String word) {
    for (int k = 0; k < word.length(); k++) {
      if (at(i + k) != word.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /** Never the text: prompts do not reach logs. */
  @Override
  public String toString() {
    return "Plain[" + length + "]";
  }

  private static byte[] classes() {
    var classes = new byte[256];
    for (int c = '0'; c <= '9'; c++) {
      classes[c] = DIGIT | HEX;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      byte hex = c <= 'f' ? HEX : 0;
      classes[c] = (byte) (LOWER | hex);
      classes[c - 'a' + 'A'] = (byte) (UPPER | hex);
    }
    return classes;
  }

  /** Writes the bytes of one text. */
  private static final class Folder {
    private final String text;
    private final int @Nullable [] origins;
    private final byte[] bytes;
    private int length;

    Folder(String text, int @Nullable [] origins) {
      this.text = text;
      this.origins = origins;
      this.bytes = new byte[text.length()];
    }

    Plain fold() {
      int i = 0;
      while (i < text.length()) {
        char c = text.charAt(i);
        if (c == '\\') {
          i = escape(i);
        } else if (c == '%') {
          i = percent(i);
        } else if (Character.isHighSurrogate(c)) {
          int codePoint = text.codePointAt(i);
          put(Folding.of(codePoint), i);
          i += Character.charCount(codePoint);
        } else {
          put(Folding.of(c), i);
          i++;
        }
      }
      return new Plain(bytes, length);
    }

    private void put(byte b, int origin) {
      if (b != Folding.NOTHING) {
        if (origins != null) {
          origins[length] = origin;
        }
        bytes[length++] = b;
      }
    }

    /** Text quoted in text: a line break, a code point, or the character itself. */
    private int escape(int at) {
      int next = at;
      while (next < text.length() && text.charAt(next) == '\\') {
        next++;
      }
      char c = next < text.length() ? text.charAt(next) : ' ';
      int code = c == 'u' ? hex(next + 1, 4) : -1;
      if (code >= 0) {
        return codePoint((char) code, at, next + 5);
      }
      if (c == 'n' || c == 'r' || c == 't' || c == 'b' || c == 'f') {
        put((byte) '\n', at);
        return next + 1;
      }
      if (Character.isLetterOrDigit(c)) {
        put((byte) '/', at);
      }
      return next;
    }

    /** A character of which an escape that ends at {@code end} is all, or the first half. */
    private int codePoint(char c, int at, int end) {
      if (Character.isHighSurrogate(c)) {
        int next = end;
        while (next < text.length() && text.charAt(next) == '\\') {
          next++;
        }
        int low =
            next > end && next < text.length() && text.charAt(next) == 'u' ? hex(next + 1, 4) : -1;
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
          put(Folding.of(Character.toCodePoint(c, (char) low)), at);
          return next + 5;
        }
      }
      put(Folding.of(c), at);
      return end;
    }

    /** An at sign, a plus or a space as addresses of the web write them. */
    private int percent(int at) {
      int code = hex(at + 1, 2);
      if (code == '@' || code == '+' || code == ' ') {
        put((byte) code, at);
        return at + 3;
      }
      put((byte) '%', at);
      return at + 1;
    }

    private int hex(int from, int digits) {
      if (from + digits > text.length()) {
        return -1;
      }
      int value = 0;
      for (int i = from; i < from + digits; i++) {
        int digit = Character.digit(text.charAt(i), 16);
        if (digit < 0) {
          return -1;
        }
        value = value * 16 + digit;
      }
      return value;
    }
  }
}
