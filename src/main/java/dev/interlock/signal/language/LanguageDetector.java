package dev.interlock.signal.language;

import dev.interlock.signal.SignalValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells languages apart: by script where a script means one language, else by function words and by
 * letters that few languages share. Looks at a bounded sample. Immutable; any thread.
 */
final class LanguageDetector {
  private static final int SAMPLE_CHARS = 2_000;
  private static final double LEAST_CONFIDENCE = 0.5;
  private static final double LETTER_WEIGHT = 0.7;

  private final List<String> languages;
  private final WordTable words;
  private final Map<Character, Integer> letters;

  private LanguageDetector(
      List<String> languages, WordTable words, Map<Character, Integer> letters) {
    this.languages = List.copyOf(languages);
    this.words = words;
    this.letters = Map.copyOf(letters);
  }

  /** The detector with the word lists in this package. */
  static LanguageDetector shipped() {
    List<String> languages = new ArrayList<>();
    Map<String, Integer> words = new HashMap<>();
    Map<Character, Integer> letters = new HashMap<>();
    try (var in = LanguageDetector.class.getResourceAsStream("words.txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] fields = line.split(":", 3);
        int bit = 1 << languages.size();
        languages.add(fields[0]);
        for (char letter : fields[1].strip().toCharArray()) {
          letters.merge(letter, bit, (a, b) -> a | b);
        }
        for (String word : fields[2].strip().split(" ", -1)) {
          words.merge(word, bit, (a, b) -> a | b);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LanguageDetector(languages, WordTable.of(words), letters);
  }

  /** The language of {@code text} with a confidence, or {@code unknown}. */
  SignalValue.Label detect(String text) {
    int end = Math.min(text.length(), SAMPLE_CHARS);
    var scripts = Scripts.count(text, end);
    if (scripts.letters() == 0) {
      return unknown();
    }
    String byScript = scripts.language();
    if (!byScript.isEmpty()) {
      return new SignalValue.Label(byScript, scripts.share(), "");
    }
    return byWords(text, end);
  }

  private SignalValue.Label byWords(String text, int end) {
    double[] scores = new double[languages.size()];
    long hash = WordTable.SEED;
    int start = 0;
    for (int i = 0; i <= end; i++) {
      char c = i < end ? Character.toLowerCase(text.charAt(i)) : ' ';
      if (Character.isLetter(c)) {
        hash = WordTable.extend(hash, c);
        if (c > 127) {
          vote(scores, letters.getOrDefault(c, 0), LETTER_WEIGHT);
        }
      } else {
        if (i > start) {
          vote(scores, words.get(hash), 1);
        }
        hash = WordTable.SEED;
        start = i + 1;
      }
    }
    int best = 0;
    int second = 1;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        second = best;
        best = i;
      } else if (i != best && scores[i] > scores[second]) {
        second = i;
      }
    }
    double confidence = scores[best] / (scores[best] + scores[second] + 0.3);
    return confidence < LEAST_CONFIDENCE
        ? unknown()
        : new SignalValue.Label(
            languages.get(best), confidence, scores[second] > 0 ? languages.get(second) : "");
  }

  /** Each of the languages in {@code set} gets its share of {@code weight}. */
  private static void vote(double[] scores, int set, double weight) {
    if (set == 0) {
      return;
    }
    double share = weight / Integer.bitCount(set);
    for (int rest = set; rest != 0; rest &= rest - 1) {
      scores[Integer.numberOfTrailingZeros(rest)] += share;
    }
  }

  private static SignalValue.Label unknown() {
    return new SignalValue.Label("unknown", 0, "");
  }

  /** The codes this detector knows by words, for documentation and tests. */
  @Override
  public String toString() {
    return String.join(" ", languages).toLowerCase(Locale.ROOT);
  }
}
