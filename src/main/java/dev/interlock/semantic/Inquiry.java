package dev.interlock.semantic;

import dev.interlock.cache.Entry;
import dev.interlock.cache.Surroundings;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.embedding.Encoding;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A question for which an answer is looked for.
 *
 * @param text what is asked now
 * @param surroundings of the text; empty where it is no single plain text
 * @param encoding of the text; empty if the encoder failed
 * @param terms by which an answer may serve
 * @param scope whose promise it is
 * @param shown whether the model that judges may be shown the text, the answer of an entry, and the
 *     one that a model gives now
 */
public record Inquiry(
    String text,
    Optional<Surroundings> surroundings,
    Optional<Encoding> encoding,
    SemanticTerms terms,
    Scope scope,
    Predicate<Entry> shown) {
  /**
   * Whose answers a promise is about: every one learns for itself.
   *
   * @param rule that states the terms
   * @param tenant for whom; may be empty
   * @param lens how texts are looked at, a name that nobody outside gives
   */
  public record Scope(String rule, String tenant, String lens) {
    private static final String OBSERVED = " (observed)";

    /** The lens of requests that go their own way: what is learnt of them is apart. */
    public static String observed(String lens) {
      return lens + OBSERVED;
    }

    /** Whether nobody follows what is found. */
    boolean observed() {
      return lens.endsWith(OBSERVED);
    }
  }

  /** What speaks against looking, whatever there is to be found. */
  Optional<Bypass> bypass() {
    if (surroundings.isEmpty() || text.isBlank()) {
      return Optional.of(Bypass.NO_SINGLE_TEXT);
    }
    if (surroundings.get().continues() && !terms.history()) {
      return Optional.of(Bypass.CONVERSATION);
    }
    if (surroundings.get().tools()) {
      return Optional.of(Bypass.TOOLS);
    }
    if (surroundings.get().seeded()) {
      return Optional.of(Bypass.SEEDED);
    }
    if (!terms.timeSensitive() && Circumstances.isTimely(text)) {
      return Optional.of(Bypass.TIME_SENSITIVE);
    }
    return !terms.personal() && Circumstances.isPersonal(text)
        ? Optional.of(Bypass.PERSONAL)
        : Optional.empty();
  }

  /** Not the text. */
  @Override
  public String toString() {
    return "Inquiry[" + scope + ", chars=" + text.length() + "]";
  }
}
