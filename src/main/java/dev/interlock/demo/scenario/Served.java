package dev.interlock.demo.scenario;

import dev.interlock.catalog.Model;
import dev.interlock.outcome.OutcomeRow;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A prompt that was asked twice.
 *
 * @param row the prompt, and what is recorded of it
 * @param routed the answer under the name that is routed
 * @param compared the answer of the model that routing is compared with
 */
record Served(OutcomeRow row, Answer routed, Answer compared) {
  /**
   * Checks that both answers are what the figures take them for.
   *
   * @param expected the model that routing is compared with
   * @param models all, by id
   * @throws ScenarioException if another model answered for {@code expected}, an unknown one
   *     answered, or a grade is not the recorded one
   */
  void check(Model expected, Map<String, Model> models) {
    if (!compared.model().equals(expected.id())) {
      throw new ScenarioException(
          "compare: answered by %s (expected: %s)".formatted(compared.model(), expected.id()));
    }
    check(routed, models);
    check(compared, models);
  }

  private void check(Answer answer, Map<String, Model> models) {
    Model model = models.get(answer.model());
    if (model == null) {
      throw new ScenarioException(
          answer.model() + ": answered (expected: one of " + models.keySet() + ")");
    }
    OptionalDouble recorded = GradedRows.grade(row, model);
    if (recorded.isEmpty() || recorded.getAsDouble() != answer.quality()) {
      throw new ScenarioException(
          "%s: answered with the grade %s (expected: %s)"
              .formatted(
                  answer.model(),
                  answer.quality(),
                  recorded.isPresent() ? recorded.getAsDouble() : "none"));
    }
  }
}
