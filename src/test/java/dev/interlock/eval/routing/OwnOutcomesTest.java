package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.PoolReport;
import dev.interlock.eval.pool.PoolResult;
import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeException;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Examples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the file lacks: a report on what is there, and a line on what is not. */
class OwnOutcomesTest {
  private final StringWriter said = new StringWriter();
  private final TextEncoder encoder = EncoderFixture.characters();
  private final OwnOutcomes outcomes = new OwnOutcomes(encoder, new PrintWriter(said, true));

  @Test
  void judges_by_folds_where_there_is_no_other_file() {
    PoolReport report = report(rows(100, i -> whole(i)), List.of());
    assertThat(report.pool().examples()).hasSize(100);
    assertThat(report.pair()).isPresent();
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void judges_by_the_other_file_less_what_is_learnt_from() {
    List<OutcomeRow> test = new ArrayList<>(rows(100, i -> whole(i)).subList(60, 100));
    PoolReport report = report(rows(80, i -> whole(i)), test);
    assertThat(report.pool().examples()).hasSize(20);
    assertThat(said.toString()).contains("20 prompts left out, which are learnt from");
  }

  @Test
  void leaves_out_a_model_that_few_prompts_grade_and_prompts_that_do_not_grade_all() {
    PoolReport report =
        report(
            rows(
                100,
                i -> {
                  Map<String, Outcome> own = whole(i);
                  if (i < 10) {
                    own.put("rare", graded(1, 1));
                  }
                  if (i % 10 == 0) {
                    own.remove("a");
                  }
                  return own;
                }),
            List.of());
    assertThat(report.pool().models()).containsExactly("a", "b");
    assertThat(report.pool().examples()).hasSize(90);
    assertThat(said.toString())
        .contains("rare: left out, graded on 10 of 100 prompts")
        .contains("10 prompts are only learnt from, without a score of every model");
  }

  @Test
  void an_answer_without_a_cost_costs_as_much_as_the_others_of_its_model() {
    PoolReport report =
        report(
            rows(
                100,
                i -> {
                  Map<String, Outcome> own = whole(i);
                  if (i % 2 == 0) {
                    own.put("b", unpriced(1));
                  }
                  return own;
                }),
            List.of());
    assertThat(report.range().most()).isCloseTo(4, within(1e-9));
    assertThat(said.toString()).contains("50 answers without a cost count as the model's mean");
  }

  @Test
  void where_a_model_has_no_cost_at_all_every_answer_counts_as_one() {
    PoolReport report =
        report(
            rows(100, i -> new LinkedHashMap<>(Map.of("a", graded(i % 2, 3), "b", unpriced(1)))),
            List.of());
    assertThat(report.range().least()).isEqualTo(1);
    assertThat(report.range().most()).isEqualTo(1);
    assertThat(report.pair()).isPresent();
    assertThat(said.toString()).contains("no cost is known of b: every answer counts as one");
  }

  @Test
  void models_that_are_as_good_as_each_other_have_no_gap_to_recover() {
    PoolReport report =
        report(
            rows(60, _ -> new LinkedHashMap<>(Map.of("a", graded(1, 0), "b", graded(1, 0)))),
            List.of());
    assertThat(report.pair()).isEmpty();
    assertThat(Figures.of(report).map()).containsEntry("peak", 1.0).doesNotContainKey("qnc");
  }

  @Test
  void a_bundle_is_judged_as_it_is_and_at_the_prices_of_the_outcomes() {
    List<String> models = List.of("a", "b", "unasked");
    RouterBundle bundle =
        BundleTrainer.bundle(
            Examples.of(rows(80, i -> whole(i)), models, encoder), models, encoder.staticSpace());
    List<OutcomeRow> dearer =
        rows(
                140,
                i ->
                    new LinkedHashMap<>(
                        Map.of("a", graded(i % 2 == 0 ? 1 : 0, 50), "b", graded(1, 200))))
            .subList(80, 140);
    OwnOutcomes.Judged judged = outcomes.judge(bundle, dearer);
    assertThat(judged.report().pool().models()).containsExactly("a", "b");
    assertThat(judged.report().result().audc())
        .isGreaterThan(
            PoolResult.of(judged.report().baselines().constant(), judged.report().range()).audc()
                + 0.05);
    assertThat(judged.forecaster().cost(judged.report().pool().examples().getFirst()))
        .satisfies(cost -> assertThat(cost[0]).isCloseTo(50, within(5.0)))
        .satisfies(cost -> assertThat(cost[1]).isCloseTo(200, within(20.0)));
    assertThat(said.toString()).contains("unasked: left out, graded on 0 of 60 prompts");
  }

  @Test
  void a_bundle_without_costs_takes_those_of_the_outcomes() {
    List<String> models = List.of("a", "b");
    List<OutcomeRow> unpriced =
        rows(
            80,
            i -> new LinkedHashMap<>(Map.of("a", unpriced(i % 2 == 0 ? 1 : 0), "b", unpriced(1))));
    RouterBundle bundle =
        BundleTrainer.bundle(Examples.of(unpriced, models, encoder), models, encoder.staticSpace());
    OwnOutcomes.Judged judged = outcomes.judge(bundle, rows(140, i -> whole(i)).subList(80, 140));
    assertThat(judged.forecaster().cost(judged.report().pool().examples().getFirst()))
        .containsExactly(1, 4);
  }

  @Test
  void what_cannot_be_judged_is_said_in_one_line() {
    assertThatThrownBy(() -> report(rows(12, i -> whole(i)), List.of()))
        .isInstanceOf(OutcomeException.class)
        .hasMessage("graded prompts: 12 (expected: at least 40)");
    assertThatThrownBy(() -> report(rows(50, i -> Map.of("a", graded(i % 2, 1))), List.of()))
        .isInstanceOf(OutcomeException.class)
        .hasMessage("models graded on half of the prompts: 1 (expected: at least 2)");
    assertThatThrownBy(
            () -> report(rows(50, i -> Map.of(i % 2 == 0 ? "a" : "b", graded(1, 1))), List.of()))
        .isInstanceOf(OutcomeException.class)
        .hasMessage("no prompt to be judged by has a score of all of a, b (expected: some)");
    assertThatThrownBy(() -> report(List.of(), List.of())).isInstanceOf(OutcomeException.class);
  }

  private PoolReport report(List<OutcomeRow> train, List<OutcomeRow> test) {
    return outcomes.judge(train, test).report();
  }

  private static List<OutcomeRow> rows(int count, IntFunction<Map<String, Outcome>> outcomes) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new OutcomeRow(
                    "prompt number " + i + (i % 2 == 0 ? " what is it" : " prove that it is so"),
                    Optional.empty(),
                    new LinkedHashMap<>(outcomes.apply(i))))
        .toList();
  }

  private static Map<String, Outcome> whole(int i) {
    return new LinkedHashMap<>(Map.of("a", graded(i % 2 == 0 ? 1 : 0, 1), "b", graded(1, 4)));
  }

  private static Outcome graded(double score, double cost) {
    return new Outcome(OptionalDouble.of(score), OptionalDouble.of(cost), OptionalDouble.empty());
  }

  private static Outcome unpriced(double score) {
    return new Outcome(OptionalDouble.of(score), OptionalDouble.empty(), OptionalDouble.empty());
  }
}
