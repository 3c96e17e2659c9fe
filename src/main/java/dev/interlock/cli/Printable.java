package dev.interlock.cli;

/** What a terminal may be shown of text that others wrote. */
final class Printable {
  private Printable() {}

  /** {@code text} in one line, without what a terminal takes for a command. */
  static String of(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
