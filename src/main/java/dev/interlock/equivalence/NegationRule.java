package dev.interlock.equivalence;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Not, never, without, except; prefixes that turn a word round. */
final class NegationRule implements Rule {
  private static final int COUNT = 0;
  private static final int EXCEPTION = 1;
  static final int SCOPE = 2;
  private static final int PREFIXED = 3;
  private static final int HINDERED = 4;

  private static final long HINDERS = Facts.hash("");

  private static final Set<String> NOT =
      FunctionWords.set(
          """
          not non never without no none nothing nobody nowhere neither cannot unable impossible
          dont doesnt didnt cant couldnt wont wouldnt shouldnt isnt arent wasnt werent hasnt havent hadnt
          aint hardly barely scarcely lacking lack lacks fail fails failed failing refuse refuses refused
          """);
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("except", "except"),
          Map.entry("excluding", "except"),
          Map.entry("excludes", "except"),
          Map.entry("exclude", "except"),
          Map.entry("omitting", "except"),
          Map.entry("other than", "except"),
          Map.entry("all but", "except"),
          Map.entry("instead of", "instead"),
          Map.entry("rather than", "instead"),
          Map.entry("unless", "unless"),
          Map.entry("only", "only"),
          Map.entry("even if", "even"));
  private static final Set<String> MAY_GO_UNSAID = Set.of("only", "even");

  /** Words that say no by themselves: the other text must have one as well. */
  private static final Set<String> HINDER =
      FunctionWords.set(
          """
          avoid prevent stop quit ceas halt block forbid forbidden prohibit ban deny disabl deactivat mut
          unavailabl inaccessibl off rid elimin eliminat suppress cancel undo revok reject ignor skip
          against harm danger toxic free
          """);

  private static final Set<String> REMEMBER = Set.of("forget", "hesitat", "worry", "mind");
  private static final List<String> PREFIXES =
      List.of("un", "non", "dis", "in", "im", "ir", "il", "mis", "anti", "counter", "de", "a");
  private static final int SHORTEST_REST = 4;

  /** Whether {@code word} is a negation by itself. */
  static boolean negates(String word) {
    return NOT.contains(word) || word.endsWith("n't");
  }

  @Override
  public void read(Reading text, Notes notes) {
    Facts facts = notes.facts();
    int count = 0;
    for (int i = 0; i < text.size(); i++) {
      Token token = text.at(i);
      if (!token.word()) {
        continue;
      }
      String word = token.lower();
      if ((NOT.contains(word) && !(word.equals("no") && interjection(text, i)))
          || word.endsWith("n't")) {
        String scope = text.contentFrom(i + 1, 5);
        if (REMEMBER.contains(scope)) {
          continue; // "don't forget to" is "remember to"
        }
        count++;
        if (!scope.isEmpty()) {
          facts.may(Guard.NEGATION, SCOPE, scope);
        }
      }
      String exception = EXCEPTIONS.getOrDefault(word, "");
      if (exception.isEmpty()) {
        exception = EXCEPTIONS.getOrDefault(word + " " + text.word(i + 1), "");
      }
      if (MAY_GO_UNSAID.contains(exception)) {
        facts.may(Guard.NEGATION, EXCEPTION, exception);
      } else if (!exception.isEmpty()) {
        facts.must(Guard.NEGATION, EXCEPTION, exception);
      }
      if (HINDER.contains(token.stem())) {
        facts.may(Guard.NEGATION, HINDERED, "");
      }
      prefixed(word, facts);
    }
    facts.must(Guard.NEGATION, COUNT, Integer.toString(count));
  }

  /** "No, it does not", "no. 5". */
  private static boolean interjection(Reading text, int i) {
    return (i + 1 < text.size() && text.at(i + 1).comma()) || text.number(i + 1);
  }

  private static void prefixed(String word, Facts facts) {
    for (String prefix : PREFIXES) {
      if (word.startsWith(prefix) && word.length() >= prefix.length() + SHORTEST_REST) {
        facts.may(Guard.NEGATION, PREFIXED, Stem.of(word.substring(prefix.length())));
      }
    }
    if (word.endsWith("less") && word.length() > 7) {
      facts.may(Guard.NEGATION, PREFIXED, Stem.of(word.substring(0, word.length() - 4)));
      facts.may(Guard.NEGATION, PREFIXED, word.substring(0, word.length() - 4) + "ful");
    }
  }

  @Override
  public boolean refuses(Wording a, Wording b) {
    return differ(a, b) || (moved(a, b) && moved(b, a)) || turned(a, b) || turned(b, a);
  }

  private static boolean differ(Wording a, Wording b) {
    return !a.everyOf(Guard.NEGATION, COUNT, hash -> b.states(Guard.NEGATION, COUNT, hash))
        || a.states(Guard.NEGATION, HINDERED, HINDERS)
            != b.states(Guard.NEGATION, HINDERED, HINDERS)
        || !exceptions(a, b)
        || !exceptions(b, a);
  }

  private static boolean exceptions(Wording a, Wording b) {
    return a.everyRequired(
        Guard.NEGATION, EXCEPTION, hash -> b.states(Guard.NEGATION, EXCEPTION, hash));
  }

  /** Whether what is negated in {@code a} stands in {@code b} as well, but not negated. */
  private static boolean moved(Wording a, Wording b) {
    return !a.everyOf(
        Guard.NEGATION, SCOPE, hash -> !b.knows(hash) || b.states(Guard.NEGATION, SCOPE, hash));
  }

  /** Whether a word of {@code a} is one of {@code b} turned round by a prefix. */
  private static boolean turned(Wording a, Wording b) {
    return !a.everyOf(
        Guard.NEGATION,
        PREFIXED,
        hash -> !b.knows(hash) || a.knows(hash) || b.states(Guard.NEGATION, PREFIXED, hash));
  }
}
