package dev.interlock.eval.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolReportTest {
  private static final double HALF_DEAR = (PoolFixture.CHEAP + PoolFixture.DEAR) / 2;

  private final Pool pool = PoolFixture.pool(50);
  private final PoolReport knowing =
      PoolReport.of(pool, Expectation.oracle(pool), PoolReport.crossValidatedPrior(pool));

  @Test
  void who_knows_all_pays_for_the_dear_model_only_where_it_is_needed() {
    assertThat(knowing.result().peak()).isEqualTo(1);
    assertThat(knowing.result().qnc()).isCloseTo(HALF_DEAR, within(1e-9));
    assertThat(knowing.result().audc())
        .isCloseTo(
            PoolResult.of(knowing.baselines().oracle(), knowing.range()).audc(), within(0.0));
    // From one half to one within half of the range, then one.
    assertThat(knowing.result().audc()).isCloseTo(0.875, within(1e-3));
  }

  @Test
  void who_knows_nothing_always_asks_the_cheapest() {
    PoolReport ignorant = PoolReport.of(pool, PoolFixture.ignorant(pool), Optional.empty());
    assertThat(ignorant.result().peak()).isEqualTo(0.5);
    assertThat(ignorant.result().qnc()).isNaN();
    assertThat(ignorant.intervals().qnc().low()).isInfinite();
    assertThat(ignorant.baselines().prior()).isEmpty();
    assertThat(Figures.of(ignorant).map()).doesNotContainKeys("qnc", "qnc_low95", "prior_audc");
  }

  @Test
  void baselines_are_a_coin_between_models_and_the_averages_of_a_task_that_is_told() {
    Baselines baselines = knowing.baselines();
    assertThat(PoolResult.of(baselines.constant(), knowing.range()).audc())
        .isCloseTo(0.75, within(1e-9));
    assertThat(PoolResult.of(baselines.random(), knowing.range()).audc())
        .isCloseTo(0.75, within(1e-9));
    assertThat(PoolResult.of(baselines.prior().orElseThrow(), knowing.range()).audc())
        .isCloseTo(0.875, within(1e-3));
  }

  @Test
  void intervals_hold_the_figure_and_narrow_with_prompts() {
    Interval few = knowing.intervals().audc();
    assertThat(knowing.result().audc()).isBetween(few.low(), few.high());
    Pool more = PoolFixture.pool(500);
    Interval many =
        PoolReport.of(more, Expectation.oracle(more), Optional.empty()).intervals().audc();
    assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 2);
    assertThat(knowing.intervals().gain().low()).isPositive();
  }

  @Test
  void models_are_judged_by_what_was_expected_of_them() {
    assertThat(knowing.ece()).isZero();
    assertThat(knowing.brier()).isZero();
    PoolReport ignorant = PoolReport.of(pool, PoolFixture.ignorant(pool), Optional.empty());
    assertThat(ignorant.models().getFirst().ece()).isEqualTo(0.5);
    assertThat(ignorant.models().getFirst().brier()).isEqualTo(0.5);
    assertThat(ignorant.worstEce()).isEqualTo(1);
    assertThat(ignorant.models().getLast().bins()).containsExactly(new ModelResult.Bin(0, 1, 100));
  }

  @Test
  void tasks_are_shown_where_the_best_models_quality_is_reached() {
    assertThat(knowing.tasks())
        .containsExactly(
            new TaskResult("easy", 50, 1, 1, 1, PoolFixture.CHEAP),
            new TaskResult("hard", 50, 1, 1, 1, 1));
    Pool untold = PoolFixture.pool(50, false);
    PoolReport report =
        PoolReport.of(untold, Expectation.oracle(untold), PoolReport.crossValidatedPrior(untold));
    assertThat(report.tasks()).isEmpty();
    assertThat(report.baselines().prior()).isEmpty();
  }

  @Test
  void two_models_are_a_pair() {
    PairReport pair = knowing.pair().orElseThrow();
    assertThat(pair.weak()).isEqualTo("small");
    assertThat(pair.result().apgr()).isCloseTo(0.75, within(0.01));
    assertThat(pair.result().apgr()).isBetween(pair.apgr().low(), pair.apgr().high());
    assertThat(pair.result().cpt50()).isCloseTo(0.25, within(0.01));
  }

  @Test
  void of_prompts_with_equal_gains_none_is_favoured_by_its_place() {
    Pool large = PoolFixture.pool(1000);
    var sorted =
        large.with(
            large.examples().stream()
                .sorted(Comparator.comparingDouble(row -> row.scores()[0]))
                .toList());
    PairReport pair = PairReport.of(sorted, PoolFixture.ignorant(sorted)).orElseThrow();
    assertThat(pair.result().apgr()).isCloseTo(0.5, within(0.03));
  }

  @Test
  void a_router_is_learnt_from_the_other_folds() {
    PoolReport learnt = PoolReport.crossValidated(PoolFixture.pool(150));
    assertThat(learnt.result().audc()).isBetween(0.85, 0.876);
    assertThat(learnt.ece()).isLessThan(0.1);
  }

  @Test
  void figures_have_the_names_that_reports_are_read_by() {
    assertThat(Figures.of(knowing).map())
        .containsKeys(
            "audc",
            "audc_low95",
            "audc_high95",
            "qnc",
            "cost98",
            "cost95",
            "peak",
            "static_audc",
            "random_audc",
            "prior_audc",
            "oracle_audc",
            "strongest_quality",
            "cheapest_quality",
            "ece",
            "brier",
            "apgr",
            "apgr_low95",
            "cpt50",
            "cpt80",
            "break_even",
            "by_model",
            "by_task");
  }
}
