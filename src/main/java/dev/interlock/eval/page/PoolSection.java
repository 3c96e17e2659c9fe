package dev.interlock.eval.page;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the page says of one pool of models. */
final class PoolSection {
  private PoolSection() {}

  static String of(String title, JsonNode pool) {
    return "\n### "
        + title
        + "\n\n"
        + Figure.count(pool, "rows")
        + " prompts. The best single model is "
        + pool.path("strongest").asString("")
        + " ("
        + Figure.percent(pool, "strongest_quality")
        + "), the cheapest "
        + pool.path("cheapest").asString("")
        + " ("
        + Figure.percent(pool, "cheapest_quality")
        + " at "
        + Figure.percent(pool, "cheapest_cost")
        + " of the cost).\n\n"
        + baselines(pool)
        + "\nThe router's AUDC is above that of the static hull by "
        + Figure.plain(pool, "gain_low95")
        + " to "
        + Figure.plain(pool, "gain_high95")
        + ".\n\n"
        + savings(pool)
        + "\n"
        + breakEven(pool)
        + "\n\n"
        + models(pool)
        + (pool.has("by_task") ? "\n" + tasks(pool) : "");
  }

  private static String breakEven(JsonNode pool) {
    double factor = pool.path("break_even").asDouble(1);
    if (factor >= 1) {
      return "At these prices, nothing is saved at the best model's quality.";
    }
    return factor <= 0
        ? "Routing pays still where the best model costs a hundredth, all others their price."
        : "Routing saves at least 1 % until the best model costs "
            + Figure.percent(pool, "break_even")
            + " of its price, while all others keep theirs.";
  }

  private static MarkdownTable baselines(JsonNode pool) {
    var table =
        new MarkdownTable("choice", "AUDC", "peak", "QNC", "cost at 98 %", "cost at 95 %")
            .row(
                "router",
                Figure.withInterval(pool, "audc"),
                Figure.percentWithInterval(pool, "peak"),
                Figure.percentWithInterval(pool, "qnc"),
                Figure.percent(pool, "cost98"),
                Figure.percent(pool, "cost95"));
    baseline(table, pool, "static hull", "static_");
    baseline(table, pool, "random", "random_");
    baseline(table, pool, "task told", "prior_");
    baseline(table, pool, "oracle", "oracle_");
    return table;
  }

  private static void baseline(MarkdownTable table, JsonNode pool, String name, String prefix) {
    if (pool.has(prefix + "audc")) {
      table.row(
          name,
          Figure.plain(pool, prefix + "audc"),
          Figure.percent(pool, prefix + "peak"),
          Figure.percent(pool, prefix + "qnc"),
          Figure.percent(pool, prefix + "cost98"),
          Figure.percent(pool, prefix + "cost95"));
    }
  }

  private static MarkdownTable savings(JsonNode pool) {
    JsonNode savings = pool.path("savings");
    List<String> factors = List.copyOf(savings.propertyNames());
    var head = new ArrayList<String>();
    head.add("the best model's price times");
    head.addAll(factors);
    var table = new MarkdownTable(head.toArray(String[]::new));
    return table.row(
        "saved at its quality",
        factors.stream().map(factor -> Figure.percent(savings, factor)).toList());
  }

  private static MarkdownTable models(JsonNode pool) {
    var table = new MarkdownTable("model", "quality", "cost", "ECE", "Brier");
    for (var model : pool.path("by_model").properties()) {
      table.row(
          model.getKey(),
          Figure.percent(model.getValue(), "quality"),
          Figure.percent(model.getValue(), "cost"),
          Figure.plain(model.getValue(), "ece"),
          Figure.plain(model.getValue(), "brier"));
    }
    return table;
  }

  /** At the operating point that matches the best single model over all tasks. */
  private static MarkdownTable tasks(JsonNode pool) {
    var table =
        new MarkdownTable(
            "task, at the best model's quality over all",
            "prompts",
            "router",
            "best single model",
            "oracle",
            "cost");
    for (var task : pool.path("by_task").properties()) {
      table.row(
          task.getKey(),
          Figure.count(task.getValue(), "rows"),
          Figure.percent(task.getValue(), "quality"),
          Figure.percent(task.getValue(), "strongest_quality"),
          Figure.percent(task.getValue(), "oracle_quality"),
          Figure.percent(task.getValue(), "cost"));
    }
    return table;
  }
}
