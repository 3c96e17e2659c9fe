package dev.interlock.equivalence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that may stand for one another wherever they fit, and words that say nothing. Few on
 * purpose: what means something else in some other place is in no line.
 */
final class SafeWords {
  private static final String SAME =
      """
      big large
      biggest largest
      bigger larger
      kid child
      film movie
      quick fast rapid quickly rapidly
      start begin commence
      buy purchase
      delete remove
      car automobile
      lawyer attorney
      photo photograph
      cellphone mobilephone
      tv television telly
      fridge refrigerator
      repair fix
      use utilize
      get obtain
      choose select
      help assist
      airplane aeroplane
      sofa couch
      mother mom mum
      father dad daddy
      grandmother grandma granny
      grandfather grandpa
      bike bicycle
      ad advert advertisement
      info information
      repo repository
      db database
      config configuration
      phone telephone
      exam examination
      ok okay alright
      gray grey
      theater theatre
      center centre
      program programme
      catalog catalogue
      dialog dialogue
      color colour
      favorite favourite
      behavior behaviour
      honor honour
      labor labour
      neighbor neighbour
      flavor flavour
      humor humour
      rumor rumour
      harbor harbour
      armor armour
      jewelry jewellery
      pajama pyjama
      yogurt yoghurt
      doughnut donut
      travelling traveling
      cancelled canceled
      canceling cancelling
      labelled labeled
      modelling modeling
      analyze analyse
      approximately roughly around
      everybody everyone
      somebody someone
      anybody anyone
      nobody noone
      vs versus
      what which
      e-mail email
      hi hello
      until till
      """;

  private static final Set<String> NOTHING = FunctionWords.set("a an the ,");
  private static final Set<String> ADVERBS = FunctionWords.set("actually exactly basically really");
  private static final List<String> BRITISH = List.of("ise", "ised", "ising", "isation");
  private static final Map<String, String> TABLE = table();

  private SafeWords() {}

  private static Map<String, String> table() {
    var table = new HashMap<String, String>();
    for (String line : SAME.strip().split("\n", -1)) {
      String[] words = line.strip().split(" ", -1);
      for (String word : words) {
        table.put(word, words[0]);
      }
    }
    return Map.copyOf(table);
  }

  /** Whether {@code word} only gives weight. */
  static boolean adverb(String word) {
    return ADVERBS.contains(word);
  }

  /** Whether {@code word} may be left out anywhere. */
  static boolean nothing(String word) {
    return NOTHING.contains(word);
  }

  /** One word for those that {@code word} may stand for; {@code word} is in its singular. */
  static String of(String word) {
    return TABLE.getOrDefault(american(word), american(word));
  }

  /** "Organise" is "organize"; that no other word is "revize" does no harm. */
  private static String american(String word) {
    for (String ending : BRITISH) {
      if (word.endsWith(ending) && word.length() > ending.length() + 3) {
        return word.substring(0, word.length() - ending.length()) + ending.replace("is", "iz");
      }
    }
    return word;
  }
}
