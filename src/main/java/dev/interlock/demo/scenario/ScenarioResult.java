package dev.interlock.demo.scenario;

import dev.interlock.catalog.Model;
import dev.interlock.demo.scenario.RequestClass.Length;
import dev.interlock.outcome.OutcomeRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What came of a scenario. Classes count by their shares, however many rows they have.
 *
 * @param scenario what was asked
 * @param classes in the order of the scenario
 * @param savedEqual share of the compared model's cost that was saved if all requests are equally
 *     long
 * @param savedDocuments the same if requests are as long as their class says
 * @param alone every model, were it to answer everything, by what is recorded of it
 */
record ScenarioResult(
    Scenario scenario,
    List<ClassResult> classes,
    double savedEqual,
    double savedDocuments,
    List<Alone> alone) {
  /** Any length will do: it counts only how prices compare. */
  private static final Length EQUAL = new Length(1000, 100);

  ScenarioResult {
    classes = List.copyOf(classes);
    alone = List.copyOf(alone);
  }

  /**
   * A model that answers everything.
   *
   * @param quality share of right answers
   */
  record Alone(String model, double quality, double savedEqual, double savedDocuments) {}

  /**
   * Counts what came back.
   *
   * @throws ScenarioException if the compared model is not in {@code all}, another answered for it,
   *     an unknown one answered, or a grade is not the recorded one
   */
  static ScenarioResult of(Scenario scenario, Map<String, List<Served>> served, List<Model> all) {
    Map<String, Model> models =
        all.stream().collect(Collectors.toMap(Model::id, Function.identity()));
    Model compared = models.get(scenario.compare());
    if (compared == null) {
      throw new ScenarioException(
          "compare: " + scenario.compare() + " (expected: one of " + models.keySet() + ")");
    }
    served.values().forEach(pairs -> pairs.forEach(pair -> pair.check(compared, models)));
    var classes = new ArrayList<ClassResult>();
    for (RequestClass kind : scenario.classes()) {
      classes.add(ClassResult.of(kind, served.getOrDefault(kind.name(), List.of()), all));
    }
    var saved = new Saved(scenario, compared);
    var alone = new ArrayList<Alone>();
    for (Model model : all) {
      alone.add(
          new Alone(
              model.id(),
              saved.weighted(kind -> quality(served.getOrDefault(kind.name(), List.of()), model)),
              saved.share(_ -> EQUAL, (_, length) -> length.usd(model.price())),
              saved.share(RequestClass::document, (_, length) -> length.usd(model.price()))));
    }
    Map<String, ClassResult> byName =
        classes.stream().collect(Collectors.toMap(c -> c.kind().name(), Function.identity()));
    return new ScenarioResult(
        scenario,
        classes,
        saved.share(_ -> EQUAL, (kind, length) -> of(byName, kind).usd(length, models)),
        saved.share(RequestClass::document, (kind, length) -> of(byName, kind).usd(length, models)),
        alone);
  }

  /** Share of right answers over all classes, routed. */
  double quality() {
    return classes.stream().mapToDouble(c -> c.kind().share() * c.quality()).sum();
  }

  private static ClassResult of(Map<String, ClassResult> byName, RequestClass kind) {
    ClassResult result = byName.get(kind.name());
    if (result == null) {
      throw new IllegalStateException(kind.name() + ": no result");
    }
    return result;
  }

  private static double quality(List<Served> served, Model model) {
    return served.stream()
        .map(Served::row)
        .mapToDouble((OutcomeRow row) -> GradedRows.grade(row, model).orElseThrow())
        .average()
        .orElseThrow();
  }

  /** USD for a request of a class that is so long. */
  private interface Cost {
    double usd(RequestClass kind, Length length);
  }

  private record Saved(Scenario scenario, Model compared) {
    double weighted(ToDoubleFunction<RequestClass> figure) {
      return scenario.classes().stream()
          .mapToDouble(c -> c.share() * figure.applyAsDouble(c))
          .sum();
    }

    double share(Function<RequestClass, Length> length, Cost cost) {
      double usd = weighted(kind -> cost.usd(kind, length.apply(kind)));
      double always = weighted(kind -> length.apply(kind).usd(compared.price()));
      return 1 - usd / always;
    }
  }
}
