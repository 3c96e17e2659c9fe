package dev.interlock.equivalence;

import java.util.Map;
import java.util.Set;

/**
 * One form for a word and its plural, or a verb and its third person, and the present of a past:
 * only where no other word has that form. In doubt a word stays as it is. Pure; any thread.
 */
final class Singular {
  private static final Set<String> TELLING =
      FunctionWords.set(
          """
          arms goods glasses customs news means times waters spirits brains numbers peoples funds
          minutes savings earnings pants shorts jeans physics economics politics mathematics ethics statistics
          dynamics graphics plastics logistics manners forces airs damages letters premises quarters regards
          remains rights scales terms woods contents irons spectacles interests greens beginnings masses windows
          blues series species states always sometimes perhaps besides towards afterwards its this does has was
          is us yes gas bus plus thus alas less bias lens atlas canvas christmas athletics gymnastics electronics
          maths dns https sms gps css aws ios js class pass mass various previous serious famous across
          acoustics amends ashes bowels colors colours compasses congrats corps heads hundreds thousands millions
          lots odds outskirts pains powers relations respects stairs thanks tropics wits heroics tens ones
          wales athens naples paris texas mars venus jesus james charles thomas lucas nicholas williams adams
          """);
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("children", "child"),
          Map.entry("men", "man"),
          Map.entry("women", "woman"),
          Map.entry("feet", "foot"),
          Map.entry("teeth", "tooth"),
          Map.entry("mice", "mouse"),
          Map.entry("geese", "goose"),
          Map.entry("knives", "knife"),
          Map.entry("wives", "wife"),
          Map.entry("wolves", "wolf"),
          Map.entry("shelves", "shelf"),
          Map.entry("thieves", "thief"),
          Map.entry("loaves", "loaf"),
          Map.entry("potatoes", "potato"),
          Map.entry("tomatoes", "tomato"),
          Map.entry("heroes", "hero"),
          Map.entry("echoes", "echo"),
          Map.entry("volcanoes", "volcano"),
          Map.entry("mosquitoes", "mosquito"),
          Map.entry("goes", "go"),
          Map.entry("buses", "bus"),
          Map.entry("viruses", "virus"));
  private static final Set<String> IN_IE =
      FunctionWords.set(
          """
          movies cookies ties pies lies zombies calories selfies smoothies brownies hoodies birdies rookies dies
          """);
  private static final Map<String, String> PAST =
      Map.ofEntries(
          Map.entry("wrote", "write"),
          Map.entry("won", "win"),
          Map.entry("went", "go"),
          Map.entry("made", "make"),
          Map.entry("began", "begin"),
          Map.entry("became", "become"),
          Map.entry("ate", "eat"),
          Map.entry("bought", "buy"),
          Map.entry("sold", "sell"),
          Map.entry("built", "build"),
          Map.entry("took", "take"),
          Map.entry("gave", "give"),
          Map.entry("came", "come"),
          Map.entry("spoke", "speak"),
          Map.entry("taught", "teach"),
          Map.entry("told", "tell"),
          Map.entry("thought", "think"),
          Map.entry("drew", "draw"),
          Map.entry("drove", "drive"),
          Map.entry("grew", "grow"),
          Map.entry("knew", "know"),
          Map.entry("broke", "break"));

  private Singular() {}

  /** One form for {@code word}, which is in lower case. */
  static String of(String word) {
    String irregular = IRREGULAR.get(word);
    if (irregular != null) {
      return irregular;
    }
    int n = word.length();
    if (n < 4 || !word.endsWith("s") || TELLING.contains(word) || !letters(word)) {
      return word;
    }
    char before = word.charAt(n - 2);
    if (before == 's' || before == 'u' || before == 'i') {
      return word;
    }
    if (word.endsWith("ies")) {
      return IN_IE.contains(word) || n == 4 ? cut(word, 1) : cut(word, 3) + "y";
    }
    if (word.endsWith("sses")
        || word.endsWith("xes")
        || (word.endsWith("ches") && !word.endsWith("aches"))
        || word.endsWith("shes")) {
      return word.equals("axes") ? word : cut(word, 2);
    }
    return cut(word, 1);
  }

  /** The present of a past, or empty if {@code word} is not surely one. */
  static String present(String word) {
    String irregular = PAST.get(word);
    if (irregular != null) {
      return irregular;
    }
    int n = word.length();
    if (n < 5 || !word.endsWith("ed") || word.endsWith("eed") || !letters(word)) {
      return "";
    }
    String bare = cut(word, 2);
    int m = bare.length();
    char last = bare.charAt(m - 1);
    char before = bare.charAt(m - 2);
    if (last == before) {
      return "lszf".indexOf(last) >= 0 ? bare : cut(bare, 1);
    }
    if (last == 'i') {
      return m == 2 ? bare + "e" : cut(bare, 1) + "y";
    }
    if ("vcuz".indexOf(last) >= 0) {
      return bare + "e";
    }
    boolean cluster = !vowel(last) && (!vowel(before) || (m > 2 && vowel(bare.charAt(m - 3))));
    if (cluster) {
      return "sgl".indexOf(last) >= 0 ? "" : bare;
    }
    return syllables(bare) == 1 && !vowel(last) && "wxy".indexOf(last) < 0 ? bare + "e" : "";
  }

  private static int syllables(String word) {
    int count = 0;
    for (int i = 0; i < word.length(); i++) {
      count += vowel(word.charAt(i)) && (i == 0 || !vowel(word.charAt(i - 1))) ? 1 : 0;
    }
    return count;
  }

  private static boolean vowel(char c) {
    return "aeiou".indexOf(c) >= 0;
  }

  private static boolean letters(String word) {
    return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }
}
