package dev.interlock.signal.language;

import dev.interlock.head.SparseLayer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How likely each language of Latin script is, by n-grams of letters: what tells short texts
 * without function words. Made by {@code interlock train languages}. Immutable; any thread.
 */
public final class NgramModel {
  private final List<String> languages;
  private final SparseLayer layer;
  private final KnownWords words;
  private final int english;
  private final int none;

  /**
   * @param languages codes, {@code en} among them; {@code unknown} is gibberish
   * @param layer scores of each, over {@link LanguageGrams}
   * @param words those that English has
   */
  public NgramModel(List<String> languages, SparseLayer layer, KnownWords words) {
    this.languages = List.copyOf(languages);
    this.layer = layer;
    this.words = words;
    this.english = languages.indexOf("en");
    this.none = languages.indexOf(LanguageDetector.UNKNOWN);
    if (english < 0) {
      throw new IllegalArgumentException("languages: no en (expected: en among them)");
    }
  }

  /** The model in this package. */
  static NgramModel shipped() {
    try (var in = NgramModel.class.getResourceAsStream("ngrams.bin")) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the model makes of a text.
   *
   * @param notEnglish chance of all other languages together, gibberish not among them
   * @param language the likeliest of these
   * @param chance its own
   * @param second the next of these
   */
  record Guess(double notEnglish, String language, double chance, String second) {}

  /** Whether every word of {@code text} up to {@code end} is one that English has. */
  boolean knowsAll(String text, int end) {
    return words.all(text, end);
  }

  /** Looks at the first words of {@code text} up to {@code end}. */
  Guess guess(String text, int end) {
    float[] scores = layer.scores(LanguageGrams.of(text, end));
    float max = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    double others = 0;
    int best = -1;
    int second = -1;
    for (int i = 0; i < scores.length; i++) {
      double weight = Math.exp(scores[i] - max);
      sum += weight;
      if (i == english || i == none) {
        continue;
      }
      others += weight;
      if (best < 0 || scores[i] > scores[best]) {
        second = best;
        best = i;
      } else if (second < 0 || scores[i] > scores[second]) {
        second = i;
      }
    }
    return new Guess(
        others / sum,
        languages.get(best),
        Math.exp(scores[best] - max) / sum,
        languages.get(second));
  }

  /** Writes the model; the same model gives the same bytes. */
  public void write(OutputStream stream) throws IOException {
    var out = new DataOutputStream(stream);
    out.writeInt(languages.size());
    for (String language : languages) {
      out.writeUTF(language);
    }
    layer.write(out);
    words.write(out);
    out.flush();
  }

  private static NgramModel read(InputStream stream) throws IOException {
    var in = new DataInputStream(stream);
    List<String> languages = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      languages.add(in.readUTF());
    }
    return new NgramModel(languages, SparseLayer.read(in, languages.size()), KnownWords.read(in));
  }
}
