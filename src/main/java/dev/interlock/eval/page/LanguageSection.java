package dev.interlock.eval.page;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The part of the page on other languages than English. */
final class LanguageSection {
  private static final List<String> SETS = List.of("clinc150", "hwu64", "snips", "domains");

  private static final String INTENTS =
      """

      ## Other languages

      Ten everyday intents with twelve examples each in English and in six other languages, by n-grams alone; 120 texts to be judged by in other words, and 32 of no intent. Told is the share of texts
      of an intent that get one, right the share of these that get theirs, wrong the share of all texts that get one that is not theirs. With five examples each: the nearest intent,
      whatever the chance, mean of ten draws. The project wrote the texts, and looked at these when it chose the detector's thresholds: the figures are that much too kind.

      """;

  private static final String DETECTION =
      """

      Texts that are not surely another language are routed by heads that know English alone: the share of the same texts, by their length, with their number.

      """;

  private static final String ENGLISH =
      """

      The reverse: English texts that are surely taken for another language, on rows that taught nothing, with their number.

      """;

  private static final String BRIEF =
      """

      Texts of one to three words as people type them, in further lists that the project wrote. Wrong is, of English, the share that is surely taken for another language, and of the others the share that is
      not. The thresholds were chosen by the first list and with an eye on those of other languages; the second list of English was written afterwards and asked once.

      """;

  private LanguageSection() {}

  static String of(JsonNode languages) {
    var intents =
        new MarkdownTable(
            "language", "detected", "told", "right", "out of scope", "wrong", "five examples each");
    var detection = new MarkdownTable("language", "all", "1 to 3 words", "4 to 8 words", "longer");
    for (var language : languages.properties()) {
      JsonNode figures = language.getValue();
      if (!figures.has("detected")) {
        continue;
      }
      intents.row(
          language.getKey(),
          Figure.percent(figures, "detected"),
          Figure.percent(figures, "coverage"),
          Figure.percent(figures, "accuracy"),
          Figure.percent(figures, "oos_recall"),
          Figure.percent(figures, "wrong_share"),
          Figure.percent(figures, "five_shot"));
      detection.row(
          language.getKey(),
          counted(figures, "taken_for_english", "texts"),
          counted(figures, "taken_for_english_1_to_3_words", "texts_1_to_3_words"),
          counted(figures, "taken_for_english_4_to_8_words", "texts_4_to_8_words"),
          counted(figures, "taken_for_english_longer", "texts_longer"));
    }
    var english = new MarkdownTable("set", "taken for another language");
    JsonNode taken = languages.path("english_taken_for_another");
    for (String set : SETS) {
      english.row(set, counted(taken, set, "texts_" + set));
    }
    return INTENTS
        + intents
        + DETECTION
        + detection
        + BRIEF
        + brief(languages.path("brief"))
        + ENGLISH
        + english;
  }

  private static MarkdownTable brief(JsonNode figures) {
    var table = new MarkdownTable("language", "wrong");
    table.row(
        "en, chosen by", counted(figures, "taken_for_another_en_tuned_on", "texts_en_tuned_on"));
    table.row("en", counted(figures, "taken_for_another_en", "texts_en"));
    for (String language : List.of("de", "fr", "es")) {
      table.row(language, counted(figures, "taken_for_english_" + language, "texts_" + language));
    }
    return table;
  }

  /** A share with the number of texts that it is of. */
  private static String counted(JsonNode figures, String share, String texts) {
    return Figure.percent(figures, share) + " of " + Figure.count(figures, texts);
  }
}
