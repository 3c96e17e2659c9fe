package dev.interlock.eval.page;

import tools.jackson.databind.JsonNode;

/** What the cache gives again, and how often that is wrong. Times of lookups are left out. */
final class CacheSection {
  private static final String STREAMS =
      """

      ## Answers used again

      Texts of known classes are sent in twenty orders through an empty [cache by meaning](guides/cache.md#questions-that-mean-the-same). The error is wrong hits ÷ hits; its one-sided 95 % bound is by leaving
      out one order after another, and too low by an unknown amount, for orders share their texts. A fixed threshold on the similarity learns nothing and so begins warm: the best of .80 to .99 and of .50 to .99 that
      keeps δ in hindsight, which nobody could have chosen; and one that was chosen, from .50 on, for the most hits within δ on the other half of the classes, with the error that it has here. Drift: a tenth of the
      answers changes midway. Late: verdicts come 200 requests later. What the streams are, and what they are not: [decision 21](decisions/0021-reuse-with-an-error-bound.md#what-was-measured).

      """;

  private static final String TRAPS =
      """

      Texts that ask for something else by a word or two, taken for the same by guards and pair head ([decision 19](decisions/0019-guards-and-a-pair-head.md)).

      """;

  private CacheSection() {}

  /** The streams of the report, or of those the ones that are there. */
  static String streams(JsonNode streams) {
    var table =
        new MarkdownTable(
            "stream",
            "δ",
            "error",
            "upper 95 %",
            "hits",
            "first hit at",
            ".80 to .99 in hindsight",
            ".50 to .99 in hindsight",
            "chosen elsewhere",
            "its error");
    for (var stream : streams.properties()) {
      JsonNode figures = stream.getValue();
      table.row(
          CacheNames.title(stream.getKey()),
          CacheNames.delta(figures),
          Figure.fineWithInterval(figures, "error"),
          Figure.fineWithInterval(figures, "error_upper95"),
          Figure.percent(figures, "hit_ratio"),
          CacheNames.firstHit(figures),
          Figure.percent(figures, "best_static_hit_ratio"),
          Figure.percent(figures, "best_static_wide_hit_ratio"),
          Figure.percent(figures, "chosen_static_hit_ratio"),
          Figure.fineWithInterval(figures, "chosen_static_error"));
    }
    return STREAMS + table;
  }

  /** Traps of the report, by kind. */
  static String traps(JsonNode traps) {
    var table = new MarkdownTable("kind", "traps", "taken", "same in other words", "passed");
    for (var kind : traps.path("kinds").properties()) {
      row(table, kind.getKey(), kind.getValue());
    }
    row(table, "**all**", traps);
    return TRAPS + table;
  }

  private static void row(MarkdownTable table, String name, JsonNode figures) {
    table.row(
        name,
        Figure.count(figures, "traps"),
        Figure.count(figures, "wrong_hits"),
        Figure.count(figures, "same"),
        figures.path("same").asInt() == 0 ? "–" : Figure.percent(figures, "taken_of_same"));
  }
}
