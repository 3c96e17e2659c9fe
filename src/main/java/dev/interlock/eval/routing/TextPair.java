package dev.interlock.eval.routing;

/**
 * Two texts that should go to the same model: the same request in other words, or the next turn of
 * a conversation.
 */
record TextPair(String one, String other) {
  /** Not the texts. */
  @Override
  public String toString() {
    return "TextPair[" + one.length() + ", " + other.length() + "]";
  }
}
