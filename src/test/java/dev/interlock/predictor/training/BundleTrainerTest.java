package dev.interlock.predictor.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.predictor.Forecast;
import dev.interlock.predictor.Predictor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTrainerTest {
  private static final int UNSEEN = 5000;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void learns_which_model_masters_which_kind(boolean tasks) {
    Predictor predictor = BundleTrainer.train(SyntheticExamples.of(100, tasks), 2);
    assertThat(mean(predictor, SyntheticExamples.EASY, f -> f.chance()[0])).isGreaterThan(0.9);
    assertThat(mean(predictor, SyntheticExamples.HARD, f -> f.chance()[0])).isLessThan(0.1);
    assertThat(mean(predictor, SyntheticExamples.HARD, f -> f.chance()[1])).isGreaterThan(0.95);
  }

  @Test
  void learns_how_long_answers_are() {
    Predictor predictor = BundleTrainer.train(SyntheticExamples.of(400, true), 2);
    assertThat(mean(predictor, SyntheticExamples.EASY, f -> f.outputTokens()[0]))
        .isCloseTo(100, within(30.0));
    assertThat(mean(predictor, SyntheticExamples.HARD, f -> f.outputTokens()[1]))
        .isCloseTo(400, within(30.0));
    assertThat(predictor.costs(SyntheticExamples.text(SyntheticExamples.HARD, 1)))
        .containsOnly(Double.NaN);
  }

  @Test
  void of_a_text_like_no_other_it_expects_the_average() {
    Predictor predictor = BundleTrainer.train(SyntheticExamples.of(100, true), 2);
    Forecast strange = predictor.forecast(SyntheticExamples.text(0, UNSEEN));
    assertThat(strange.support()).isZero();
    assertThat(strange.chance()[0]).isCloseTo(0.5, within(0.01));
  }

  @Test
  void a_model_with_few_graded_answers_is_learnt_from_those() {
    var examples = new ArrayList<Example>();
    for (Example each : SyntheticExamples.of(200, true)) {
      boolean graded = examples.size() < 60;
      examples.add(
          new Example(
              each.text(),
              each.key(),
              each.task(),
              new double[] {each.scores()[0], graded ? each.scores()[0] : Double.NaN},
              each.tokens(),
              each.costs()));
    }
    Predictor predictor = BundleTrainer.train(examples, 2);
    assertThat(mean(predictor, SyntheticExamples.HARD, f -> f.chance()[1])).isLessThan(0.3);
    assertThat(mean(predictor, SyntheticExamples.EASY, f -> f.chance()[1])).isGreaterThan(0.7);
  }

  @Test
  void the_same_examples_in_any_order_give_the_same_bytes() {
    List<Example> examples = SyntheticExamples.of(40, true);
    var shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(3));
    assertThat(BundleTrainer.bundle(shuffled, List.of("a", "b"), "s").toBytes())
        .isEqualTo(BundleTrainer.bundle(examples, List.of("a", "b"), "s").toBytes());
  }

  @Test
  void says_how_much_better_than_averages_it_was_on_rows_held_out() {
    var metrics =
        BundleTrainer.bundle(SyntheticExamples.of(100, true), List.of("a", "b"), "s").metrics();
    assertThat(metrics.get("rows")).isEqualTo(200);
    assertThat(metrics.get("brier_of_averages")).isCloseTo(0.125, within(1e-9));
    assertThat(metrics.get("brier")).isLessThan(0.02);
  }

  @Test
  void grades_of_one_prompt_are_no_further_evidence_for_a_floor() {
    List<Example> few = SyntheticExamples.of(10, true);
    List<Example> copied = Collections.nCopies(20, few).stream().flatMap(List::stream).toList();
    assertThat(certified(copied)).isEqualTo(certified(few)).isLessThan(0.9);
    assertThat(certified(SyntheticExamples.of(200, true))).isGreaterThanOrEqualTo(0.9);
  }

  /** The highest floor of the model that masters all. */
  private static double certified(List<Example> examples) {
    return BundleTrainer.bundle(examples, List.of("weak", "strong"), "space")
        .floors()
        .highest(1, 1);
  }

  @Test
  void too_few_rows_are_refused() {
    assertThatThrownBy(() -> BundleTrainer.train(SyntheticExamples.of(5, true), 2))
        .hasMessage("rows: 10 (expected: at least 20)");
  }

  /** Over texts that were not taught. */
  private static double mean(
      Predictor predictor, int kind, ToDoubleFunction<Forecast> expectation) {
    return IntStream.range(UNSEEN, UNSEEN + 100)
        .mapToObj(number -> predictor.forecast(SyntheticExamples.text(kind, number)))
        .mapToDouble(expectation)
        .average()
        .orElseThrow();
  }
}
