package dev.interlock.signal.pii;

/**
 * Secrets that are known by the name before them: {@code password=...}, {@code "api_key": "..."},
 * {@code Authorization: Bearer ...}, {@code https://user:secret@host}.
 */
final class Assignments {
  private static final int LONGEST_VALUE = 160;
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

  /** What names have after the word that tells. */
  private static final String[] MORE = {"_value", "_prod", "_live", "_key", "-key", "key"};

  /** A bit for each letter or sign that a placeholder begins with. */
  private static final long[] BEGINNINGS = beginnings();

  private Assignments() {}

  private static long[] beginnings() {
    var bits = new long[4];
    for (String word : PLACEHOLDERS) {
      bits[word.charAt(0) >> 6] |= 1L << word.charAt(0);
    }
    return bits;
  }

  /**
   * The end of the secret that is given after the sign or word {@code from} to {@code to}, or -1.
   */
  static int find(Plain text, int from, int to) {
    int nameEnd = from;
    while (nameEnd > 0 && quoteOrSpace(text.at(nameEnd - 1))) {
      nameEnd--;
    }
    boolean password = named(text, nameEnd, PASSWORDS);
    if (!password && !named(text, nameEnd, KEYS)) {
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

  /** Whether the name that ends at {@code end} ends with a word, a number and the like apart. */
  private static boolean named(Plain text, int end, String... words) {
    int last = end;
    while (end - last < 3 && text.digit(last - 1)) {
      last--;
    }
    if (!text.letter(last - 1)) {
      return false;
    }
    if (endsWith(text, last, words)) {
      return true;
    }
    for (String more : MORE) {
      if (text.says(last - more.length(), more)) {
        return endsWith(text, last - more.length(), words);
      }
    }
    return false;
  }

  private static boolean endsWith(Plain text, int end, String... words) {
    for (String word : words) {
      if (text.says(end - word.length(), word)) {
        return true;
      }
    }
    return false;
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
      int c = text.lower(i);
      if ((BEGINNINGS[c >> 6] & (1L << c)) != 0 && placeholderAt(text, i, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean placeholderAt(Plain text, int at, int end) {
    for (String word : PLACEHOLDERS) {
      if (at + word.length() <= end && text.says(at, word)) {
        return true;
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
