package dev.interlock.eval.page;

import tools.jackson.databind.JsonNode;

/** The part of the page on other languages than English. */
final class LanguageSection {
  private static final String INTENTS =
      """

      ## Other languages

      Ten everyday intents with twelve examples each in English and in six other languages, by n-grams alone; 120 texts to be judged by in other words, and 32 of no intent. Told is the share of texts
      of an intent that get one, right the share of these that get theirs, wrong the share of all texts that get one that is not theirs. With five examples each: the nearest intent,
      whatever the chance, mean of ten draws. The project wrote the texts.

      """;

  private static final String DETECTION =
      """

      Texts that are not surely another language are routed by heads that know English alone: the share of the same texts, by their length.

      """;

  private static final String ENGLISH =
      """

      The reverse: English texts that are surely taken for another language, on rows that taught nothing.

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
          Figure.percent(figures, "taken_for_english"),
          Figure.percent(figures, "taken_for_english_1_to_3_words"),
          Figure.percent(figures, "taken_for_english_4_to_8_words"),
          Figure.percent(figures, "taken_for_english_longer"));
    }
    var english = new MarkdownTable("set", "taken for another language");
    JsonNode taken = languages.path("english_taken_for_another");
    taken.propertyNames().forEach(set -> english.row(set, Figure.percent(taken, set)));
    return INTENTS + intents + DETECTION + detection + ENGLISH + english;
  }
}
