package dev.interlock.signal.intent;

import dev.interlock.signal.English;
import dev.interlock.signal.SignalValue;
import dev.interlock.signal.language.LanguageDetector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Examples of intents by the language that they are in. One that shows no language, or whose
 * language is in doubt or that of hardly any other example, is English: no example in another
 * language takes anything from the English head. It is in the foremost other language of its intent
 * as well, unless it shows no language and the intent has English examples; and there alone in a
 * list without English.
 */
final class ExampleLanguages {
  /** The code of English. */
  static final String ENGLISH = "en";

  /** Not English, but which language is open. */
  private static final String DOUBTFUL = "?";

  /** Fewer examples make no language. */
  private static final int FEWEST = 3;

  private ExampleLanguages() {}

  /** The examples of {@code intents} by language; an intent without any in it is left out. */
  static Map<String, List<Intent>> of(List<Intent> intents, LanguageDetector detector) {
    Map<String, Integer> counts = new HashMap<>();
    List<List<String>> languages = new ArrayList<>();
    for (Intent intent : intents) {
      List<String> own = intent.examples().stream().map(text -> language(text, detector)).toList();
      own.forEach(language -> counts.merge(language, 1, Integer::sum));
      languages.add(own);
    }
    Map<String, List<Intent>> all = new TreeMap<>();
    boolean english = counts.containsKey(ENGLISH);
    for (int i = 0; i < intents.size(); i++) {
      String other = foremostOther(languages.get(i), counts);
      Set<String> doubtful = english ? new TreeSet<>(List.of(ENGLISH, other)) : Set.of(other);
      Set<String> silent = languages.get(i).contains(ENGLISH) ? Set.of(ENGLISH) : doubtful;
      Map<String, List<String>> byLanguage = new TreeMap<>();
      for (int e = 0; e < languages.get(i).size(); e++) {
        String language = languages.get(i).get(e);
        String example = intents.get(i).examples().get(e);
        for (String each :
            counts(language, counts) ? Set.of(language) : language.isEmpty() ? silent : doubtful) {
          byLanguage.computeIfAbsent(each, _ -> new ArrayList<>()).add(example);
        }
      }
      String name = intents.get(i).name();
      byLanguage.forEach(
          (language, examples) ->
              all.computeIfAbsent(language, _ -> new ArrayList<>())
                  .add(new Intent(name, examples)));
    }
    return all;
  }

  /** The language of {@code text}; {@link #DOUBTFUL}, or empty if it does not show. */
  private static String language(String text, LanguageDetector detector) {
    SignalValue.Label label = detector.detect(text);
    if (label.label().equals(LanguageDetector.UNKNOWN)) {
      // Surely not English is not a language either: such examples would teach each other.
      return English.isAnother(label) ? DOUBTFUL : "";
    }
    return English.isAnother(label) || label.label().equals(ENGLISH) ? label.label() : DOUBTFUL;
  }

  private static boolean counts(String language, Map<String, Integer> counts) {
    return language.equals(ENGLISH)
        || (!language.isEmpty()
            && !language.equals(DOUBTFUL)
            && counts.getOrDefault(language, 0) >= FEWEST);
  }

  /** The language but English that most of {@code languages} are; English if there is none. */
  private static String foremostOther(List<String> languages, Map<String, Integer> counts) {
    Map<String, Integer> own = new TreeMap<>();
    for (String language : languages) {
      if (!language.equals(ENGLISH) && counts(language, counts)) {
        own.merge(language, 1, Integer::sum);
      }
    }
    return own.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(ENGLISH);
  }
}
