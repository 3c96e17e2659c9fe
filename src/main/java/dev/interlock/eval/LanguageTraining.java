package dev.interlock.eval;

import dev.interlock.embedding.SparseVector;
import dev.interlock.head.SoftmaxTrainer;
import dev.interlock.head.SparseLayer;
import dev.interlock.head.SparseRows;
import dev.interlock.signal.language.KnownWords;
import dev.interlock.signal.language.LanguageDetector;
import dev.interlock.signal.language.LanguageGrams;
import dev.interlock.signal.language.LanguageWords;
import dev.interlock.signal.language.NgramModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts of each language, and the n-gram model that they teach. Every choice is made by a generator
 * with a fixed seed: the same texts in the same order give the same model. One thread.
 */
final class LanguageTraining {
  private static final String ENGLISH = "en";
  private static final int SENTENCE_WORDS = 5;
  private static final int LONGEST_CROP = 4;
  private static final int GIBBERISH_WORDS = 3;
  private static final int GIBBERISH_LETTERS = 9;
  private static final List<String> KEYBOARD =
      List.of("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm");
  private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";

  /**
   * English rows outnumber the others: that much less likely is it made again, as a logarithm.
   * Chosen by the validation rows of CLINC150 and the short texts to learn from.
   */
  private static final float ENGLISH_LESS = 5;

  private static final double PENALTY = 1e-6;

  private final Random random = new Random(1);
  private final List<String> languages = new ArrayList<>();
  private final List<SparseVector> rows = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  /** A text of {@code language}, every other time a few of its words: short texts matter most. */
  void text(String language, String text) {
    String[] words = text.split("\\s+", -1);
    if (random.nextBoolean() || words.length < 2) {
      whole(language, text);
      return;
    }
    int from = random.nextInt(words.length - 1);
    int to = Math.min(words.length, from + 1 + random.nextInt(LONGEST_CROP));
    whole(language, String.join(" ", List.of(words).subList(from, to)));
  }

  /** A text of {@code language} as it is. */
  void whole(String language, String text) {
    SparseVector grams = LanguageGrams.of(text, text.length());
    if (grams.size() > 0) {
      int label = languages.indexOf(language);
      if (label < 0) {
        label = languages.size();
        languages.add(language);
      }
      rows.add(grams);
      labels.add(label);
    }
  }

  /** A word that English has. */
  void word(String word) {
    whole(ENGLISH, word);
    words.add(word);
  }

  /** So many sentences of frequent words, thrown together. */
  void sentences(LanguageWords language, int count) {
    List<String> words = language.words();
    for (int i = 0; i < count; i++) {
      List<String> sentence = new ArrayList<>();
      for (int w = 1 + random.nextInt(SENTENCE_WORDS); w > 0; w--) {
        sentence.add(words.get(random.nextInt(words.size())));
      }
      whole(language.language(), String.join(" ", sentence));
    }
  }

  /** So many texts of no language: keys side by side, and consonants. */
  void gibberish(int count) {
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      for (int w = 1 + random.nextInt(GIBBERISH_WORDS); w > 0; w--) {
        words.add(random.nextBoolean() ? keys() : consonants());
      }
      whole(LanguageDetector.UNKNOWN, String.join(" ", words));
    }
  }

  private String keys() {
    String row = KEYBOARD.get(random.nextInt(KEYBOARD.size()));
    int from = random.nextInt(row.length() - 3);
    return row.substring(from, from + 3 + random.nextInt(row.length() - from - 2));
  }

  private String consonants() {
    var word = new StringBuilder();
    for (int i = 3 + random.nextInt(GIBBERISH_LETTERS - 2); i > 0; i--) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
    }
    return word.toString();
  }

  /** The model of all texts so far, English among them, in so many steps. */
  NgramModel train(int steps) {
    float[] weights =
        SoftmaxTrainer.train(
            new SparseRows(rows, LanguageGrams.BUCKETS),
            labels.stream().mapToInt(Integer::intValue).toArray(),
            languages.size(),
            PENALTY,
            steps);
    weights[LanguageGrams.BUCKETS * languages.size() + languages.indexOf(ENGLISH)] -= ENGLISH_LESS;
    return new NgramModel(
        languages, SparseLayer.of(languages.size(), weights), KnownWords.of(words));
  }
}
