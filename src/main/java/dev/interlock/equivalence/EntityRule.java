package dev.interlock.equivalence;

import java.util.List;
import java.util.Set;

/**
 * Names: by their capitals, by digits in them, by lists of those that are written small as well. A
 * name of one text must occur in the other, however it is written there.
 */
final class EntityRule implements Rule {
  private static final int NAME = 0;

  /** What stands behind a preposition of place: the kind is the preposition's position + 1. */
  private static final int BEHIND_IN = 1;

  private static final int BEHIND_FROM = 2;
  private static final int BEHIND_AT = 3;

  /** What stands behind words that give two things different parts: the kind is this one's + n. */
  private static final int BEHIND_DIRECTED = 5;

  private static final List<String> DIRECTED =
      List.of("than", "from", "before", "after", "into", "against", "over", "under");

  private static final Set<String> NO_NAMES =
      FunctionWords.set(
          """
          i ok tv faq pc id asap fyi yes no mr mrs ms dr i'm i'll i've i'd am pm etc q a
          """);

  @Override
  public void read(Reading text, Notes notes) {
    for (int i = 0; i < text.size(); i++) {
      Token token = text.at(i);
      if (!token.word()) {
        continue;
      }
      String two = Names.of(token.lower() + " " + text.word(i + 1));
      boolean date = DateRule.month(text, i) > 0 || DateRule.weekday(token, token.lower()) >= 0;
      String name = !two.isEmpty() ? two : date ? "" : name(text, token);
      if (!name.isEmpty()) {
        int end = two.isEmpty() ? i + 1 : i + 2;
        notes.facts().must(Guard.ENTITIES, NAME, name);
        notes.name(name, side(text.linkBefore(i)), "");
        i = end - 1;
      } else if (date) {
        notes.name(token.lower(), side(text.linkBefore(i)), "");
      } else {
        place(text, i, token, notes.facts());
      }
    }
  }

  /** Of two that are joined or compared, neither comes first. */
  private static String side(String link) {
    return switch (link) {
      case "and", "or", "between", "versus", "vs", "among" -> "and";
      default -> link;
    };
  }

  private static String name(Reading text, Token token) {
    String lower = token.lower();
    String listed = Names.of(token, text.capitalsTell());
    if (!listed.isEmpty()) {
      return listed;
    }
    if (NO_NAMES.contains(lower) || NumberWords.cardinal(lower) >= 0) {
      return "";
    }
    boolean odd = token.hasDigit() || token.mixedCase() || foreign(token.raw());
    boolean capital =
        text.capitalsTell()
            && (token.allCapitals() || (token.capital() && !token.start()))
            && !FunctionWords.filler(lower)
            && !FunctionWords.link(lower);
    return odd || capital ? Stem.of(lower) : "";
  }

  /** In letters that English does not have. */
  private static boolean foreign(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) >= 0x250) {
        return true;
      }
    }
    return false;
  }

  /** Two texts that differ in where, from where or at what are not one. */
  private static void place(Reading text, int i, Token token, Facts facts) {
    if (FunctionWords.filler(token.lower()) || FunctionWords.link(token.lower())) {
      return;
    }
    switch (text.linkBefore(i)) {
      case "in", "into" -> facts.may(Guard.ENTITIES, BEHIND_IN, token.stem());
      case "from" -> facts.may(Guard.ENTITIES, BEHIND_FROM, token.stem());
      case "at", "near" -> facts.may(Guard.ENTITIES, BEHIND_AT, token.stem());
      default -> {}
    }
    int directed = DIRECTED.indexOf(text.linkBefore(i));
    if (directed >= 0) {
      facts.may(Guard.ENTITIES, BEHIND_DIRECTED + directed, token.stem());
    }
  }

  @Override
  public boolean refuses(Wording a, Wording b) {
    return lacks(a, b)
        || lacks(b, a)
        || (!a.sameGist(b)
            && (elsewhere(a, b)
                || turned(a, b)
                || a.names().exchanged(b.names(), WordingRule.close(a, b))));
  }

  private static boolean lacks(Wording a, Wording b) {
    return !a.everyOf(
        Guard.ENTITIES, NAME, hash -> b.states(Guard.ENTITIES, NAME, hash) || b.knows(hash));
  }

  /** "Taller than an emu" and "taller than an ostrich", where both name both. */
  private static boolean turned(Wording a, Wording b) {
    for (int n = 0; n < DIRECTED.size(); n++) {
      int kind = BEHIND_DIRECTED + n;
      if (!a.everyOf(
              Guard.ENTITIES, kind, hash -> b.states(Guard.ENTITIES, kind, hash) || !b.knows(hash))
          && !b.everyOf(
              Guard.ENTITIES,
              kind,
              hash -> a.states(Guard.ENTITIES, kind, hash) || !a.knows(hash))) {
        return true;
      }
    }
    return false;
  }

  private static boolean elsewhere(Wording a, Wording b) {
    for (int kind = BEHIND_IN; kind <= BEHIND_AT; kind++) {
      if (!a.everyOf(Guard.ENTITIES, kind, b::knows)
          && !b.everyOf(Guard.ENTITIES, kind, a::knows)) {
        return true;
      }
    }
    return false;
  }
}
