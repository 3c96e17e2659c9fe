package dev.interlock.demo.scenario;

import dev.interlock.routing.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result for people. */
final class ScenarioText {
  private ScenarioText() {}

  static String of(ScenarioResult result) {
    String ask = result.scenario().ask();
    String compare = result.scenario().compare();
    int requests = result.classes().stream().mapToInt(ClassResult::requests).sum();
    return "%,d prompts through Envoy, each asked of `%s` and of `%s`%n%n"
            .formatted(requests, ask, compare)
        + classes(result, ask, compare).text()
        + "\n"
        + totals(result, ask).text();
  }

  private static TextTable classes(ScenarioResult result, String ask, String compare) {
    var models = result.alone().stream().map(ScenarioResult.Alone::model).toList();
    var head = new ArrayList<>(List.of("class", "share", "prompts"));
    head.addAll(models);
    head.addAll(List.of("right, " + compare, "right, " + ask, "difference", "95 % interval"));
    var table = new TextTable().row(head.toArray(String[]::new)).rule();
    for (ClassResult kind : result.classes()) {
      var row = new ArrayList<String>();
      row.add(kind.kind().name());
      row.add(String.format(Locale.ROOT, "%.0f %%", 100 * kind.kind().share()));
      row.add(Integer.toString(kind.requests()));
      kind.answeredBy().values().forEach(answers -> row.add(answers.toString()));
      row.add(percent(kind.qualityCompared()));
      row.add(percent(kind.quality()));
      row.add(points(kind.difference().mean()));
      row.add(points(kind.difference().low95()) + " to " + points(kind.difference().high95()));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  private static TextTable totals(ScenarioResult result, String ask) {
    var table =
        new TextTable()
            .row("answered by", "right", "saved, equal tokens", "saved, document lengths")
            .rule()
            .row(
                ask,
                percent(result.quality()),
                percent(result.savedEqual()),
                percent(result.savedDocuments()));
    result
        .alone()
        .forEach(
            model ->
                table.row(
                    model.model() + " alone",
                    percent(model.quality()),
                    percent(model.savedEqual()),
                    percent(model.savedDocuments())));
    return table;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference);
  }
}
