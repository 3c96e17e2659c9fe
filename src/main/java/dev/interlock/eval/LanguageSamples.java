package dev.interlock.eval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everyday texts in one language, written for this project; see SOURCE.txt beside them.
 *
 * @param language its ISO 639-1 code
 * @param train texts to learn from, with their intents
 * @param test texts to be judged by; those of no intent have no label
 */
record LanguageSamples(String language, List<LabelledText> train, List<LabelledText> test) {
  private static final List<String> LANGUAGES = List.of("de", "fr", "es", "ru", "zh", "ar");
  private static final List<String> BRIEF = List.of("de", "fr", "es");

  LanguageSamples {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /** Every language but English. */
  static List<LanguageSamples> all() {
    return LANGUAGES.stream().map(LanguageSamples::read).toList();
  }

  /** The same intents in English, to learn from alone. */
  static LanguageSamples english() {
    return read("en");
  }

  /** Languages that there are texts of one to three words of, beside {@link #brief} English. */
  static List<LanguageSamples> allBrief() {
    return BRIEF.stream().map(LanguageSamples::brief).toList();
  }

  /** Texts of one to three words in {@code language}, none of them labelled. */
  static LanguageSamples brief(String language) {
    return read(language, "short/");
  }

  private static LanguageSamples read(String language) {
    return read(language, "");
  }

  private static LanguageSamples read(String language, String folder) {
    List<LabelledText> train = new ArrayList<>();
    List<LabelledText> test = new ArrayList<>();
    try (var in =
            LanguageSamples.class.getResourceAsStream("languages/" + folder + language + ".txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<LabelledText> part = test;
      Optional<String> label = Optional.empty();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          // [train weather], [test weather], or [test] for texts of no intent.
          String[] head = line.substring(1, line.length() - 1).split(" ", 2);
          part = head[0].equals("train") ? train : test;
          label = head.length == 2 ? Optional.of(head[1]) : Optional.empty();
        } else {
          part.add(new LabelledText(line, label));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LanguageSamples(language, train, test);
  }

  /** Neither texts nor labels. */
  @Override
  public String toString() {
    return "LanguageSamples[language=" + language + "]";
  }
}
