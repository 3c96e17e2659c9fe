package dev.interlock.eval.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Traps by kind, and which guard refused them. */
final class TrapTables {
  private TrapTables() {}

  static void write(HtmlPage out, JsonNode report) {
    write(out, "Traps", report.path("traps"));
    write(out, "Traps in further questions", report.path("traps_judged_once"));
  }

  private static void write(HtmlPage out, String title, JsonNode traps) {
    if (traps.isMissingNode()) {
      return;
    }
    out.section(
        title,
        String.format(
            "%s texts that ask for something else by a word or two, in %s questions: %s taken for the same. Of %s questions in other words, %s passed.",
            Figure.count(traps, "traps"),
            Figure.count(traps, "questions"),
            Figure.count(traps, "wrong_hits"),
            Figure.count(traps, "same"),
            Figure.percent(traps, "taken_of_same")));
    JsonNode kinds = traps.path("kinds");
    Set<String> guards = new LinkedHashSet<>();
    for (JsonNode kind : kinds) {
      guards.addAll(kind.path("refused_by").propertyNames());
    }
    List<Object> names = new ArrayList<>(List.of("traps", "taken"));
    names.addAll(guards.stream().map(guard -> guard.replace('_', ' ')).toList());
    out.table("kind, and which guard refused first", names.toArray());
    for (var kind : kinds.properties()) {
      JsonNode figures = kind.getValue();
      if (figures.path("traps").asInt() == 0) {
        continue;
      }
      List<String> cells =
          new ArrayList<>(
              List.of(
                  kind.getKey(),
                  Figure.count(figures, "traps"),
                  Figure.count(figures, "wrong_hits")));
      for (String guard : guards) {
        cells.add(
            figures.path("refused_by").has(guard)
                ? Figure.count(figures.path("refused_by"), guard)
                : "");
      }
      out.row(cells);
    }
    out.endTable().endSection();
  }
}
