package dev.interlock.eval.cache;

/**
 * Two texts and whether an answer to one answers the other.
 *
 * @param one a text
 * @param other another
 * @param same whether they ask for the same
 * @param kind where the pair comes from: {@code paraphrase}, {@code neighbour}, or a kind of trap
 * @param listed whether the words exchanged in a trap are in some list of the guards
 */
record TextPair(String one, String other, boolean same, String kind, boolean listed) {
  static TextPair same(String one, String other, String kind) {
    return new TextPair(one, other, true, kind, true);
  }

  static TextPair other(String one, String other, String kind) {
    return new TextPair(one, other, false, kind, true);
  }

  /** Not the texts. */
  @Override
  public String toString() {
    return "TextPair[" + kind + ", " + same + "]";
  }
}
