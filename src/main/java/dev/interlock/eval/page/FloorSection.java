package dev.interlock.eval.page;

import tools.jackson.databind.JsonNode;

/** Whether quality floors hold, and what certificates cost. */
final class FloorSection {
  private static final String HOLD =
      """

      ### E12b: floors that hold, and certified ones

      A router learns from 70 % of the prompts, drawn anew twenty times by a hash of the text. Of the others, for each draw and model: those whose chance reaches the floor, by itself or certified
      at 95 % as well. "Below" is the share of draws and models where fewer of them than the floor were answered sufficiently; some of that is the luck of the prompts that judge, so "surely
      below" counts where the floor is missed by more than 1.645 standard errors. The coverage is the share of prompts that reach the floor, mean of models. Draws share prompts, so that they are not
      independent. The certificates' 95 % is over all draws and models, those included where nothing is certified: of 180, 240 and 200 at each floor, at most one in twenty should be wrong on average.

      """;

  private static final String COST =
      """

      What it costs: the cheapest of the models that reach the floor answers, or the likeliest where none does. Means of the draws; cost as a share of the best single model's.

      """;

  private FloorSection() {}

  /** The section, of the figures of the experiment by set. */
  static String of(JsonNode sets) {
    var hold =
        new MarkdownTable(
            "set",
            "floor",
            "draws × models",
            "below",
            "surely below",
            "coverage",
            "certified: draws × models",
            "below",
            "surely below",
            "coverage");
    var cost =
        new MarkdownTable(
            "set",
            "floor",
            "some model reaches it",
            "sufficient then",
            "sufficient at all",
            "cost",
            "certified: some model does",
            "sufficient then",
            "sufficient at all",
            "cost");
    add(hold, cost, "nine models", sets.path("nine_models"));
    add(hold, cost, "ZeroEval", sets.path("zero_eval"));
    add(hold, cost, "MMLU-Pro", sets.path("mmlu_pro"));
    return HOLD + hold + COST + cost;
  }

  private static void add(MarkdownTable hold, MarkdownTable cost, String set, JsonNode floors) {
    for (var floor : floors.properties()) {
      JsonNode plain = floor.getValue().path("plain");
      JsonNode certified = floor.getValue().path("certified");
      hold.row(
          set,
          floor.getKey(),
          Figure.count(plain, "pairs"),
          Figure.percent(plain, "below"),
          Figure.percent(plain, "surely_below"),
          Figure.percent(plain, "coverage"),
          Figure.count(certified, "pairs"),
          Figure.percent(certified, "below"),
          Figure.percent(certified, "surely_below"),
          Figure.percent(certified, "coverage"));
      cost.row(
          set,
          floor.getKey(),
          Figure.percent(plain, "served"),
          Figure.percent(plain, "served_quality"),
          Figure.percent(plain, "quality"),
          Figure.percent(plain, "cost"),
          Figure.percent(certified, "served"),
          Figure.percent(certified, "served_quality"),
          Figure.percent(certified, "quality"),
          Figure.percent(certified, "cost"));
    }
  }
}
