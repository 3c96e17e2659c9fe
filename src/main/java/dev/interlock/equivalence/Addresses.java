package dev.interlock.equivalence;

/** Tells URLs, e-mail addresses and file paths from words with slashes in them. */
final class Addresses {
  private Addresses() {}

  /** Whether {@code chunk}, which has no white space, is compared as one piece. */
  static boolean isOne(String chunk) {
    if (chunk.length() < 3) {
      return false;
    }
    return chunk.contains("://")
        || chunk.startsWith("www.")
        || mail(chunk)
        || (chunk.indexOf('\\') >= 0 && hasLetter(chunk))
        || path(chunk);
  }

  private static boolean mail(String chunk) {
    int at = chunk.indexOf('@');
    return at > 0 && chunk.indexOf('.', at) > at + 1;
  }

  private static boolean path(String chunk) {
    int slash = chunk.indexOf('/');
    if (slash < 0 || !hasLetter(chunk)) {
      return false;
    }
    boolean rooted =
        slash == 0 || chunk.startsWith("./") || chunk.startsWith("../") || chunk.startsWith("~/");
    int last = chunk.lastIndexOf('/');
    return rooted || last > slash || chunk.indexOf('.', last) > last + 1 || chunk.indexOf('_') > 0;
  }

  private static boolean hasLetter(String chunk) {
    return chunk.codePoints().anyMatch(Character::isLetter);
  }
}
