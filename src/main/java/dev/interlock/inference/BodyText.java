package dev.interlock.inference;

/**
 * Everything a request's body says, for those who must not miss a word: every value of every field,
 * known or not, field names and numbers included.
 */
@FunctionalInterface
public interface BodyText {
  /** A body that says nothing. */
  BodyText EMPTY = () -> "";

  /**
   * The characters of the body as they were sent, punctuation and escapes included. Decoded anew by
   * each call; takes at most twice the body's bytes. Any thread.
   */
  String read();
}
