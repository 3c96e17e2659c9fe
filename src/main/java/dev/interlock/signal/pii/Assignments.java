package dev.interlock.signal.pii;

/**
 * Secrets that are known by the name before them: {@code password=...}, {@code "api_key": "..."},
 * {@code Authorization: Bearer ...}, {@code https://user:secret@host}.
 */
final class Assignments {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_VALUE = 512;
  private static final int LEAST_PASSWORD = 6;
  private static final int LEAST_KEY = 16;
  private static final double LEAST_ENTROPY = 3.0;

  private static final String[] PASSWORDS = {
    "password",
    "passwd",
    "passwort",
    "passphrase",
    "pwd",
    "passcode",
    "kennwort",
    "contrasena",
    "mot de passe",
    "senha",
    "wachtwoord"
  };
  private static final String[] KEYS = {
    "secret",
    "token",
    "api_key",
    "apikey",
    "api-key",
    "api key",
    "access_key",
    "accesskey",
    "access key",
    "auth_key",
    "private_key",
    "credential",
    "client_secret",
    "authorization",
    "signing_key",
    "encryption_key",
    "account_key",
    "accountkey",
    "sharedaccesskey"
  };
  private static final String[] PLACEHOLDERS = {
    "your",
    "example",
    "xxx",
    "***",
    "placeholder",
    "changeme",
    "redacted",
    "password",
    "passwd",
    "secret",
    "token",
    "process.env",
    "environ",
    "getenv",
    "undefined",
    "required",
    "insert",
    "apikey",
    "api_key",
    "enter",
    "string",
    "hidden",
    "config",
    "settings",
    "...",
    "todo"
  };

  private Assignments() {}

  /**
   * The end of the secret that is given after the sign or word {@code from} to {@code to}, or -1.
   */
  static int find(Plain text, int from, int to) {
    int nameEnd = from;
    while (nameEnd > 0 && quoteOrSpace(text.at(nameEnd - 1))) {
      nameEnd--;
    }
    int reach = Math.min(LONGEST_NAME, lineBefore(text, nameEnd));
    boolean password = named(text, nameEnd, reach, PASSWORDS);
    if (!password && !named(text, nameEnd, reach, KEYS)) {
      return -1;
    }
    int start = to;
    while (quoteOrSpace(text.at(start)) && start - to < 4) {
      start++;
    }
    boolean quoted = start > to && text.at(start - 1) != ' ';
    int end = valueEnd(text, start, quoted);
    boolean sign = text.at(from) == '=' || quoted;
    return secret(text, start, end, password, sign) ? end : -1;
  }

  /** The end of the token after the word {@code Bearer} that ends at {@code end}, or -1. */
  static int bearer(Plain text, int end) {
    int start = end;
    while (text.at(start) == ' ' && start - end < 3) {
      start++;
    }
    int stop = start;
    while (text.token(stop)
        || text.at(stop) == '.'
        || text.at(stop) == '/'
        || text.at(stop) == '+'
        || text.at(stop) == '=') {
      stop++;
    }
    return start > end
            && stop - start >= LEAST_KEY
            && Tokens.mixed(text, start, stop)
            && !placeholder(text, start, stop)
        ? stop
        : -1;
  }

  /** The end of the password in an address whose scheme ends with the colon, or -1. */
  static int inAddress(Plain text, int colon) {
    if (text.at(colon + 1) != '/' || text.at(colon + 2) != '/') {
      return -1;
    }
    int parted = -1;
    for (int i = colon + 3; i - colon < LONGEST_VALUE; i++) {
      int c = text.at(i);
      if (c == '@') {
        return parted > 0 && i - parted > 1 && !placeholder(text, parted + 1, i) ? i : -1;
      }
      if (c == ':' && parted < 0) {
        parted = i;
      } else if (c <= ' ' || c == '/' || c == '"' || c == '<') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean quoteOrSpace(int c) {
    return c == ' ' || c == '"' || c == '\'' || c == '`';
  }

  private static int lineBefore(Plain text, int end) {
    int start = end;
    while (end - start < LONGEST_NAME
        && text.at(start - 1) > ' '
        && text.at(start - 1) != '"'
        && text.at(start - 1) != ',') {
      start--;
    }
    // Names of two or three words: "API key", "mot de passe".
    return Math.max(end - start, Math.min(12, end));
  }

  /** Whether the name that ends at {@code end} ends with a word, or with a word and a number. */
  private static boolean named(Plain text, int end, int reach, String... words) {
    int last = end;
    while (text.digit(last - 1)) {
      last--;
    }
    for (int i = last - 1; i >= end - reach; i--) {
      for (String word : words) {
        if (text.lower(i) == word.charAt(0)
            && text.says(i, word)
            && closes(text, i + word.length(), last)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether nothing but the like of {@code _value} stands between the word and the name's end. */
  private static boolean closes(Plain text, int from, int to) {
    return from == to
        || (from < to
            && (text.at(from) == '_' || text.at(from) == '-')
            && (text.says(from + 1, "value")
                || text.says(from + 1, "prod")
                || text.says(from + 1, "live")
                || text.says(from + 1, "key")))
        || (to - from == 3 && text.says(from, "key"));
  }

  private static int valueEnd(Plain text, int start, boolean quoted) {
    int end = start;
    while (end - start < LONGEST_VALUE) {
      int c = text.at(end);
      if ((c <= ' ' && !(quoted && c == ' '))
          || c == '"'
          || (c == '\'' && quoted)
          || c == '`'
          || (!quoted && (c == ',' || c == ';' || c == '<' || c == '&'))) {
        break;
      }
      end++;
    }
    return end;
  }

  private static boolean secret(Plain text, int start, int end, boolean password, boolean sign) {
    int length = end - start;
    if (length < LEAST_PASSWORD || code(text, start, end) || placeholder(text, start, end)) {
      return false;
    }
    int digits = 0;
    int letters = 0;
    int signs = 0;
    for (int i = start; i < end; i++) {
      if (text.digit(i)) {
        digits++;
      } else if (text.letter(i)) {
        letters++;
      } else if (i < end - 1) {
        signs++;
      }
    }
    if (password) {
      return (digits > 0 && (letters > 0 || signs > 0))
          || (sign && signs == 0 && letters == length && length >= 8 && digits == 0)
          || (letters > 0 && strange(text, start, end));
    }
    return length >= LEAST_KEY
        && digits > 1
        && letters > 1
        && entropy(text, start, end) >= LEAST_ENTROPY;
  }

  /** Signs that prose and names do not have inside. */
  private static boolean strange(Plain text, int start, int end) {
    for (int i = start + 1; i < end - 1; i++) {
      int c = text.at(i);
      if (c == '!' || c == '@' || c == '#' || c == '$' || c == '%' || c == '^' || c == '*') {
        return true;
      }
    }
    return false;
  }

  /** A variable, a call or a template instead of a value. */
  private static boolean code(Plain text, int start, int end) {
    int first = text.at(start);
    if (first == '$'
        || first == '{'
        || first == '<'
        || first == '('
        || first == '['
        || first == '%') {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (text.at(i) == '(' || text.at(i) == '{' || text.at(i) == '[') {
        return true;
      }
    }
    return false;
  }

  private static boolean placeholder(Plain text, int start, int end) {
    for (int i = start; i < end; i++) {
      for (String word : PLACEHOLDERS) {
        if (text.lower(i) == word.charAt(0) && i + word.length() <= end && text.says(i, word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Shannon's, in bits per character. */
  private static double entropy(Plain text, int start, int end) {
    var counts = new int[256];
    for (int i = start; i < end; i++) {
      counts[text.at(i)]++;
    }
    double bits = 0;
    double length = end - start;
    for (int count : counts) {
      if (count > 0) {
        bits -= count / length * Math.log(count / length) / Math.log(2);
      }
    }
    return bits;
  }
}
