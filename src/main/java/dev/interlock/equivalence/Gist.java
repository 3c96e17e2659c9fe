package dev.interlock.equivalence;

import dev.interlock.digest.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a text says, whichever of the ways known to us it is said in: courtesies gone, the question
 * in one form, words in one form each. Everything else is kept, so that texts with one gist differ
 * in nothing but what was named droppable. 128 bits of SHA-256; nobody finds two texts that meet.
 *
 * @param high first half
 * @param low second half
 */
record Gist(long high, long low) {
  /** Of a text that is longer, forms of questions are not looked for. */
  private static final int LONGEST_QUESTION = 400;

  private static final Set<String> AUXILIARIES =
      Set.of(
          "is", "was", "will", "would", "can", "could", "should", "must", "may", "might", "have",
          "had", "did");
  private static final Set<String> ASKING = Set.of("when", "where", "how", "why", "what", "who");
  private static final Set<String> STOPS =
      FunctionWords.set(
          """
          is are was were am be do does did have has had can could will would should must may might to from in
          into on at by for with without of off over under and or but if than as that which what who how why when
          where not , i you he she it we they about between before after
          """);

  static Gist of(Reading text) {
    return of(words(text));
  }

  static Gist of(String words) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of(words));
    return new Gist(hash.getLong(), hash.getLong());
  }

  /** The words that the gist is made of. */
  static String words(Reading text) {
    List<String> plain = PlainWords.of(text);
    plain.removeIf(SafeWords::adverb);
    String words = String.join(" ", possessives(plain));
    if (words.length() <= LONGEST_QUESTION) {
      words = QuestionForms.one(Courtesies.without(words));
    }
    return ordered(words.strip().split(" +", -1));
  }

  /** "France's capital" is "the capital of France". */
  private static List<String> possessives(List<String> words) {
    List<String> out = new ArrayList<>(words.size() + 4);
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).equals(Contractions.POSSESSIVE) || out.isEmpty()) {
        out.add(words.get(i));
        continue;
      }
      int from = out.size() - 1;
      while (from > 0 && out.size() - from < 4 && !STOPS.contains(out.get(from - 1))) {
        from--;
      }
      List<String> owner = new ArrayList<>(out.subList(from, out.size()));
      int end = i + 1;
      while (end < words.size()
          && end - i <= 4
          && !STOPS.contains(words.get(end))
          && !words.get(end).equals(Contractions.POSSESSIVE)) {
        end++;
      }
      if (end == i + 1) {
        out.add(Contractions.POSSESSIVE);
        continue;
      }
      out.subList(from, out.size()).clear();
      out.add("the");
      out.addAll(words.subList(i + 1, end));
      out.add("of");
      out.addAll(owner);
      i = end - 1;
    }
    return out;
  }

  /** One form for each word; the first auxiliary apart, for questions put it elsewhere. */
  private static String ordered(String[] words) {
    List<String> kept = new ArrayList<>(words.length);
    String auxiliary = "";
    boolean negated = List.of(words).contains("not");
    for (int i = 0; i < words.length; i++) {
      String word = form(words, i, negated);
      if (word.isEmpty() || SafeWords.nothing(word)) {
        continue;
      }
      if (word.equals("must") && i + 1 < words.length && words[i + 1].equals("to")) {
        i++;
      }
      if (auxiliary.isEmpty() && AUXILIARIES.contains(word)) {
        auxiliary = word;
      } else {
        kept.add(word);
      }
    }
    if (auxiliary.isEmpty() && kept.size() > 1 && ASKING.contains(kept.getFirst())) {
      for (int i = 1; i < kept.size(); i++) {
        String present = Singular.present(kept.get(i));
        if (!present.isEmpty()) {
          kept.set(i, SafeWords.of(present));
          auxiliary = "did";
          break;
        }
      }
    }
    return auxiliary + " | " + String.join(" ", kept);
  }

  private static String form(String[] words, int i, boolean negated) {
    String word = words[i];
    String next = i + 1 < words.length ? words[i + 1] : "";
    return switch (word) {
      case "am", "are", "be" -> "is";
      case "were" -> "was";
      case "do", "does" -> "";
      case "shall" -> "will";
      case "has" -> next.equals("to") && !negated ? "must" : "have";
      case "have", "need", "needs" ->
          next.equals("to") && !negated ? "must" : word.equals("needs") ? "need" : word;
      default -> SafeWords.of(Singular.of(word));
    };
  }
}
