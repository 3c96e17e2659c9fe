package dev.interlock.equivalence;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is written together, apart: "what's" is "what is"; a possessive is a word of its own. */
final class Contractions {
  /** Stands behind the owner. */
  static final String POSSESSIVE = "'s";

  private static final Set<String> BEFORE_IS =
      Set.of(
          "what", "who", "where", "when", "how", "why", "which", "that", "it", "there", "here",
          "he", "she");
  private static final Map<String, List<String>> WHOLE =
      Map.ofEntries(
          Map.entry("can't", List.of("can", "not")),
          Map.entry("cant", List.of("can", "not")),
          Map.entry("cannot", List.of("can", "not")),
          Map.entry("won't", List.of("will", "not")),
          Map.entry("shan't", List.of("will", "not")),
          Map.entry("ain't", List.of("is", "not")),
          Map.entry("let's", List.of("let", "us")),
          Map.entry("dont", List.of("do", "not")),
          Map.entry("doesnt", List.of("does", "not")),
          Map.entry("didnt", List.of("did", "not")),
          Map.entry("isnt", List.of("is", "not")),
          Map.entry("arent", List.of("are", "not")),
          Map.entry("wasnt", List.of("was", "not")),
          Map.entry("whats", List.of("what", "is")),
          Map.entry("hows", List.of("how", "is")),
          Map.entry("wheres", List.of("where", "is")),
          Map.entry("im", List.of("i", "am")),
          Map.entry("i'm", List.of("i", "am")),
          Map.entry("gonna", List.of("going", "to")),
          Map.entry("wanna", List.of("want", "to")));

  private Contractions() {}

  /** The words of {@code token}, in lower case. */
  static List<String> of(Token token) {
    String raw = token.raw().toLowerCase(java.util.Locale.ROOT);
    List<String> whole = WHOLE.get(raw);
    if (whole != null) {
      return whole;
    }
    int mark = raw.lastIndexOf('\'');
    if (mark <= 0) {
      return List.of(token.lower());
    }
    String head = raw.substring(0, mark);
    return switch (raw.substring(mark)) {
      case "'s" -> List.of(head, BEFORE_IS.contains(head) ? "is" : POSSESSIVE);
      case "'re" -> List.of(head, "are");
      case "'ve" -> List.of(head, "have");
      case "'ll" -> List.of(head, "will");
      case "'d" -> List.of(head, "would");
      case "'t" ->
          head.endsWith("n") ? List.of(head.substring(0, head.length() - 1), "not") : List.of(raw);
      default -> List.of(raw);
    };
  }
}
