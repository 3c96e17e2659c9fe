package dev.interlock.equivalence;

/** Identifiers, quotations, paths and addresses, letter by letter. */
final class CodeRule implements Rule {
  private static final int EXACT = 0;
  private static final int MIXED = 1;

  @Override
  public void read(Reading text, Notes notes) {
    for (Token token : text.tokens()) {
      if (token.kind() == Token.Kind.CODE) {
        notes.facts().must(Guard.CODE, EXACT, token.raw());
      } else if (token.word() && token.mixedCase() && Names.of(token.lower()).isEmpty()) {
        // numColumns is not numcolumns; whether it must be there at all, is for names to say.
        notes.facts().may(Guard.CODE, MIXED, token.raw());
      }
    }
  }

  @Override
  public boolean refuses(Wording a, Wording b) {
    return lacks(a, b) || lacks(b, a);
  }

  private static boolean lacks(Wording a, Wording b) {
    return !a.everyOf(Guard.CODE, EXACT, hash -> b.knows(hash) || b.states(Guard.CODE, EXACT, hash))
        || !a.everyOf(
            Guard.CODE, MIXED, hash -> b.knows(hash) || b.states(Guard.CODE, EXACT, hash));
  }
}
