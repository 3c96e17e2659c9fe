package dev.interlock.signal.pii;

import java.util.Set;

/**
 * Addresses of mail, RFC 5321, as people write them: no quotes, no comments, a domain with a dot.
 */
final class Emails {
  private static final int LONGEST_LOCAL = 64;

  /**
   * Endings of files, as in {@code icon@2x.png}: none is a top-level domain people have mail at.
   */
  private static final Set<String> FILES =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "js", "jsx", "ts", "tsx", "css", "json",
          "html", "htm", "xml", "yaml", "yml", "txt", "pdf", "exe", "dll", "java", "class", "scss",
          "lock");

  private Emails() {}

  /** Where the address around the at sign begins; the sign itself if nothing is before it. */
  static int start(Plain text, int at) {
    int start = at;
    while (at - start < LONGEST_LOCAL && local(text, start - 1)) {
      start--;
    }
    while (start < at && !text.alnum(start) && text.at(start) != '_') {
      start++;
    }
    return text.at(at - 1) == '.' ? at : start;
  }

  /** The end of the address around the at sign, or -1. */
  static int end(Plain text, int at) {
    int start = start(text, at);
    if (start == at) {
      return -1;
    }
    int label = at + 1;
    int end = -1;
    boolean dotted = false;
    while (text.alnum(label)) {
      int stop = label;
      while (text.alnum(stop)
          || (text.at(stop) == '-' && (text.alnum(stop + 1) || text.at(stop + 1) == '-'))) {
        stop++;
      }
      if (dotted && topLevel(text, label, stop)) {
        end = stop;
      }
      if (text.at(stop) != '.') {
        break;
      }
      dotted = true;
      label = stop + 1;
    }
    return end < 0 || remote(text, start, at, end) ? -1 : end;
  }

  /** What versions control systems write: {@code git@host.example:path}. */
  private static boolean remote(Plain text, int start, int at, int end) {
    return at - start == 3
        && text.says(start, "git")
        && (text.at(end) == ':' || text.at(end) == '/');
  }

  private static boolean topLevel(Plain text, int from, int to) {
    if (to - from < 2 || to - from > 24) {
      return false;
    }
    var name = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      if (!text.letter(i)) {
        return text.says(from, "xn--");
      }
      name.append((char) text.lower(i));
    }
    return !FILES.contains(name.toString());
  }

  private static boolean local(Plain text, int i) {
    return text.alnum(i)
        || switch (text.at(i)) {
          case '.', '_', '%', '+', '-', '\'', '&', '#', '~' -> true;
          default -> false;
        };
  }
}
