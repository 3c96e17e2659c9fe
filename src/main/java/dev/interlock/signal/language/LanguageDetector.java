package dev.interlock.signal.language;

import dev.interlock.signal.English;
import dev.interlock.signal.SignalValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells languages apart: by script where a script means one language, else by frequent words and by
 * letters that few languages share, and where these say little by n-grams of letters. Looks at a
 * bounded sample. Immutable; any thread.
 */
public final class LanguageDetector {
  /** The language of a text that does not tell. */
  public static final String UNKNOWN = "unknown";

  private static final String ENGLISH = "en";
  private static final int SAMPLE_CHARS = 2_000;
  private static final double LEAST_CONFIDENCE = 0.5;
  private static final double LETTER_WEIGHT = 0.7;

  /** By so many frequent words one language must be ahead for n-grams not to be asked. */
  private static final double CLEAR = 2;

  /** Chance of not being English below which n-grams overrule a few words. */
  private static final double IS_ENGLISH = 0.1;

  /** Texts of so many words at most, in letters that English has, tell little. */
  private static final int FEW_WORDS = 2;

  /** In these no shorter word says anything: it is as likely an abbreviation. */
  private static final int LITTLE_SHORTEST_WORD = 3;

  /** With fewer letters n-grams alone say nothing of them. */
  private static final int LITTLE_LETTERS = 6;

  /** Chance of not being English below which n-grams overrule a word of theirs. */
  private static final double LITTLE_IS_ENGLISH = 0.9;

  /** Chance of not being English from which on n-grams alone are believed of them. */
  private static final double LITTLE_IS_SURE = 0.99;

  private final List<String> languages;
  private final WordTable words;
  private final Map<Character, Integer> letters;
  private final NgramModel ngrams;
  private final int english;

  private LanguageDetector(
      List<String> languages, WordTable words, Map<Character, Integer> letters, NgramModel ngrams) {
    this.languages = List.copyOf(languages);
    this.words = words;
    this.letters = Map.copyOf(letters);
    this.ngrams = ngrams;
    this.english = languages.indexOf(ENGLISH);
  }

  /** The detector with the word lists and the n-grams in this package. */
  public static LanguageDetector shipped() {
    return Shipped.DETECTOR;
  }

  private static final class Shipped {
    static final LanguageDetector DETECTOR = of(LanguageWords.shipped(), NgramModel.shipped());
  }

  private static LanguageDetector of(List<LanguageWords> lists, NgramModel ngrams) {
    List<String> languages = new ArrayList<>();
    Map<String, Integer> words = new HashMap<>();
    Map<Character, Integer> letters = new HashMap<>();
    for (LanguageWords list : lists) {
      int bit = 1 << languages.size();
      languages.add(list.language());
      for (char letter : list.letters().toCharArray()) {
        letters.merge(letter, bit, (a, b) -> a | b);
      }
      for (String word : list.words()) {
        words.merge(word, bit, (a, b) -> a | b);
      }
    }
    return new LanguageDetector(languages, WordTable.of(words), letters, ngrams);
  }

  /**
   * The language of {@code text} with a confidence, or {@link #UNKNOWN}, whose confidence says how
   * sure it is that the text is not English.
   */
  public SignalValue.Label detect(String text) {
    int end = Math.min(text.length(), SAMPLE_CHARS);
    var scripts = Scripts.count(text, end);
    if (scripts.letters() == 0) {
      return unknown(0);
    }
    String byScript = scripts.language();
    if (!byScript.isEmpty()) {
      // English words among the others do not make the text English.
      return new SignalValue.Label(byScript, Math.max(English.SURE, scripts.share()), "");
    }
    boolean little = tellsLittle(text, end);
    double[] scores = scores(text, end, little ? LITTLE_SHORTEST_WORD : 1);
    SignalValue.Label byWords = byWords(scores);
    if (scripts.isCyrillic()) {
      return English.isAnother(byWords)
          ? byWords
          : new SignalValue.Label("ru", English.SURE, byWords.label());
    }
    if (scripts.foreignShare() > LEAST_CONFIDENCE) {
      return unknown(scripts.foreignShare());
    }
    double ahead = ahead(scores);
    if (little && ahead > -CLEAR && ngrams.knowsAll(text, end)) {
      return English.isAnother(byWords) ? unknown(0) : byWords;
    }
    return ahead >= CLEAR || (ahead <= -CLEAR && English.isAnother(byWords))
        ? byWords
        : byNgrams(ngrams.guess(text, end), byWords, little, scripts.letters());
  }

  /** By how many frequent words English is ahead of the next language. */
  private double ahead(double[] scores) {
    double others = 0;
    for (int i = 0; i < scores.length; i++) {
      others = i == english ? others : Math.max(others, scores[i]);
    }
    return scores[english] - others;
  }

  /** What words of so many letters at least, and letters that few languages share, say of each. */
  private double[] scores(String text, int end, int shortest) {
    double[] scores = new double[languages.size()];
    long hash = WordTable.SEED;
    int start = 0;
    for (int i = 0; i <= end; i++) {
      char c = i < end ? Character.toLowerCase(text.charAt(i)) : ' ';
      if (c > 127) {
        vote(scores, letters.getOrDefault(c, 0), LETTER_WEIGHT);
      }
      if (Character.isLetter(c)) {
        hash = WordTable.extend(hash, c);
      } else {
        if (i >= start + shortest) {
          vote(scores, words.get(hash), 1);
        }
        hash = WordTable.SEED;
        start = i + 1;
      }
    }
    return scores;
  }

  private SignalValue.Label byWords(double[] scores) {
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
        ? unknown(0)
        : new SignalValue.Label(
            languages.get(best), confidence, scores[second] > 0 ? languages.get(second) : "");
  }

  /** What n-grams say of a text whose words say {@code byWords}, though not clearly. */
  private static SignalValue.Label byNgrams(
      NgramModel.Guess guess, SignalValue.Label byWords, boolean little, int letters) {
    boolean another = English.isAnother(byWords);
    if (guess.notEnglish() < (little ? LITTLE_IS_ENGLISH : IS_ENGLISH)) {
      return another ? unknown(0) : byWords;
    }
    boolean sure =
        guess.notEnglish() >= (little ? LITTLE_IS_SURE : English.SURE)
            && (!little || letters >= LITTLE_LETTERS);
    if (another || !sure || byWords.label().equals(ENGLISH)) {
      return byWords;
    }
    return guess.chance() >= English.SURE
        ? new SignalValue.Label(guess.language(), guess.chance(), guess.second())
        : unknown(guess.notEnglish());
  }

  /** Whether {@code text} is a word or two in letters that English has too. */
  private static boolean tellsLittle(String text, int end) {
    int words = 0;
    boolean within = false;
    for (int i = 0; i < end && words <= FEW_WORDS; i++) {
      char c = text.charAt(i);
      boolean letter = Character.isLetter(c);
      if (letter && c > 127) {
        return false;
      }
      words += letter && !within ? 1 : 0;
      within = letter;
    }
    return words <= FEW_WORDS;
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

  private static SignalValue.Label unknown(double notEnglish) {
    return new SignalValue.Label(UNKNOWN, notEnglish, "");
  }

  /** The codes this detector knows by words, for documentation and tests. */
  @Override
  public String toString() {
    return String.join(" ", languages);
  }
}
