package dev.interlock.demo.scenario;

import static java.util.Objects.requireNonNull;

import dev.interlock.catalog.Model;
import dev.interlock.outcome.OutcomeFile;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.outcome.TextHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows with recorded grades: those to learn from, and those to be served, never the same.
 *
 * @param learnt what the router bundle is trained on
 * @param served what clients ask
 */
record GradedRows(List<OutcomeRow> learnt, List<OutcomeRow> served) {
  GradedRows {
    learnt = List.copyOf(learnt);
    served = List.copyOf(served);
  }

  /**
   * Reads both files.
   *
   * @throws ScenarioException if a prompt is in both
   * @throws dev.interlock.outcome.OutcomeException if a line cannot be understood
   */
  static GradedRows read(Path learnt, Path served) throws IOException {
    var rows = new GradedRows(OutcomeFile.read(learnt), OutcomeFile.read(served));
    Set<String> known =
        rows.learnt().stream().map(GradedRows::key).collect(Collectors.toCollection(HashSet::new));
    long both = rows.served().stream().filter(row -> known.contains(key(row))).count();
    if (both > 0) {
      throw new ScenarioException(
          served + ": " + both + " prompts of " + learnt + " (expected: none in both)");
    }
    return rows;
  }

  /** The served rows of each class. */
  Map<String, List<OutcomeRow>> byClass(Scenario scenario) {
    Set<String> names =
        scenario.classes().stream().map(RequestClass::name).collect(Collectors.toSet());
    Map<String, List<OutcomeRow>> rows =
        served.stream().collect(Collectors.groupingBy(row -> row.task().orElse("")));
    if (!rows.keySet().equals(names)) {
      throw new ScenarioException(
          "served rows: tasks %s (expected: the classes %s)".formatted(rows.keySet(), names));
    }
    return rows;
  }

  /**
   * Checks that it is known of every served row what each of {@code models} makes of it: no grade
   * is invented.
   */
  void check(Collection<Model> models) {
    for (Model model : models) {
      long ungraded = served.stream().filter(row -> grade(row, model).isEmpty()).count();
      if (ungraded > 0) {
        throw new ScenarioException(
            "served rows: %d without a score of %s (expected: one in each)"
                .formatted(ungraded, model.upstreamModel()));
      }
    }
  }

  /** The recorded grade of {@code model}, by id or upstream name, in [0, 1]. */
  static OptionalDouble grade(OutcomeRow row, Model model) {
    return Stream.of(model.id(), model.upstreamModel())
        .filter(row.outcomes()::containsKey)
        .findFirst()
        .map(name -> requireNonNull(row.outcomes().get(name)).score())
        .orElse(OptionalDouble.empty());
  }

  private static String key(OutcomeRow row) {
    return TextHash.normalized(row.prompt());
  }
}
