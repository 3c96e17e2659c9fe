package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.catalog.Model;
import dev.interlock.demo.scenario.RequestClass.Length;
import dev.interlock.demo.scenario.ScenarioResult.Alone;
import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ScenarioResultTest {
  private static final List<Model> MODELS =
      List.of(
          Models.of("small", "s", 1),
          Models.of("medium", "m", 10.0 / 3),
          Models.of("large", "l", 10));
  private static final Scenario SCENARIO =
      new Scenario(
          "auto",
          "large",
          List.of(
              new RequestClass("classification", 0.4, new Length(100, 0)),
              new RequestClass("extraction", 0.35, new Length(100, 0)),
              new RequestClass("reasoning", 0.25, new Length(10_000, 0))));

  @Test
  void each_class_on_its_model_saves_what_the_scenario_can() {
    ScenarioResult result =
        ScenarioResult.of(
            SCENARIO,
            Map.of(
                "classification", List.of(served("small", true, true)),
                "extraction", List.of(served("medium", true, true), served("medium", true, false)),
                "reasoning", List.of(served("large", false, false))),
            MODELS);

    assertThat(result.savedEqual()).isCloseTo(0.4 * 0.9 + 0.35 * 2 / 3, within(1e-12));
    double always = 0.4 * 100 + 0.35 * 100 + 0.25 * 10_000;
    assertThat(result.savedDocuments())
        .isCloseTo((0.4 * 100 * 0.9 + 0.35 * 100 * 2 / 3) / always, within(1e-12));
    assertThat(result.quality()).isCloseTo(0.4 + 0.35, within(1e-12));
    assertThat(result.classes().get(1).difference().mean()).isEqualTo(0.5);
  }

  @Test
  void models_alone_are_judged_by_what_is_recorded() {
    ScenarioResult result =
        ScenarioResult.of(
            SCENARIO,
            Map.of(
                "classification", List.of(served("small", true, true)),
                "extraction", List.of(served("small", true, true)),
                "reasoning", List.of(served("small", true, true))),
            MODELS);

    assertThat(result.alone()).extracting(Alone::model).containsExactly("small", "medium", "large");
    assertThat(result.alone().get(1).quality()).isCloseTo(0.25, within(1e-12));
    assertThat(result.alone().getFirst().savedDocuments()).isCloseTo(0.9, within(1e-12));
    assertThat(result.alone().getLast().savedEqual()).isZero();
  }

  @Test
  void the_compared_model_must_be_there() {
    assertThatThrownBy(() -> ScenarioResult.of(SCENARIO, Map.of(), MODELS.subList(0, 2)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("compare: large (expected: one of [");
  }

  @Test
  void figures_and_text_say_the_same_and_hold_no_prompt() {
    ScenarioResult result =
        ScenarioResult.of(
            SCENARIO,
            Map.of(
                "classification", List.of(served("small", true, true)),
                "extraction", List.of(served("medium", true, true)),
                "reasoning", List.of(served("large", true, true))),
            MODELS);

    assertThat(ScenarioText.of(result)).contains("59.3 %").doesNotContain("a prompt");
    assertThat(ScenarioFigures.of(result))
        .containsEntry("saved_equal_tokens", 0.5933)
        .containsEntry("requests", 3)
        .asString()
        .contains("quality_always_large")
        .doesNotContain("a prompt");
  }

  @Test
  void what_is_compared_was_answered_by_the_compared_model() {
    Served pair = served("small", true, true);
    var other = new Served(pair.row(), pair.routed(), new Answer("small", 1));

    assertThatThrownBy(
            () -> ScenarioResult.of(SCENARIO, Map.of("reasoning", List.of(other)), MODELS))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("compare: answered by small (expected: large)");
  }

  @Test
  void a_grade_that_came_back_is_the_recorded_one() {
    Served pair = served("small", true, false);
    var routed = new Served(pair.row(), new Answer("small", 0), pair.compared());
    var compared = new Served(pair.row(), pair.routed(), new Answer("large", 1));

    assertThatThrownBy(
            () -> ScenarioResult.of(SCENARIO, Map.of("reasoning", List.of(routed)), MODELS))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("small: answered with the grade 0.0 (expected: 1.0)");
    assertThatThrownBy(
            () -> ScenarioResult.of(SCENARIO, Map.of("reasoning", List.of(compared)), MODELS))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("large: answered with the grade 1.0 (expected: 0.0)");
  }

  @Test
  void who_answers_is_known() {
    Served pair = served("small", true, true);
    var other = new Served(pair.row(), new Answer("tiny", 1), pair.compared());

    assertThatThrownBy(
            () -> ScenarioResult.of(SCENARIO, Map.of("reasoning", List.of(other)), MODELS))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("tiny: answered (expected: one of [");
  }

  /** Who answered what; all other grades are 0.25. */
  private static Served served(String by, boolean right, boolean comparedRight) {
    var outcomes = new LinkedHashMap<String, Outcome>();
    MODELS.forEach(model -> outcomes.put(model.id(), graded(0.25)));
    outcomes.put(by, graded(right ? 1 : 0));
    outcomes.put("large", graded(comparedRight ? 1 : 0));
    return new Served(
        new OutcomeRow("a prompt", Optional.empty(), outcomes),
        new Answer(by, right ? 1 : 0),
        new Answer("large", comparedRight ? 1 : 0));
  }

  private static Outcome graded(double score) {
    return new Outcome(OptionalDouble.of(score), OptionalDouble.empty(), OptionalDouble.empty());
  }
}
