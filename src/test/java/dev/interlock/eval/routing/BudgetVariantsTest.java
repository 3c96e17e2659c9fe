package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.embedding.SparseVector;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Interval;
import dev.interlock.eval.pool.OperatingPoints;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.Sweep;
import dev.interlock.predictor.Representation;
import dev.interlock.predictor.training.Example;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BudgetVariantsTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);
  private static final double[] PRICES = {1, 10};

  /** Two models, whose answers took 100 and 600 tokens; the input costs a millionth each. */
  private static Pool pool(int rows) {
    var text =
        new Representation(
            new float[1], new SparseVector(new int[0], new float[0], 0), new float[1]);
    var example =
        new Example(
            text,
            "0000000",
            Optional.empty(),
            new double[] {1, 1},
            new double[] {100, 600},
            new double[] {101e-6, 6001e-6});
    return new Pool("pool", List.of("small", "large"), Collections.nCopies(rows, example));
  }

  @Test
  void each_model_is_there_as_it_is_and_once_for_each_budget() {
    assertThat(BudgetVariants.of(pool(1), PRICES).models())
        .startsWith("small", "large", "small@128", "large@128", "small@256", "large@256")
        .endsWith("small@1536", "large@1536")
        .hasSize(16);
  }

  @Test
  void a_cut_answer_is_worth_nothing_and_costs_its_budget() {
    Pool variants = BudgetVariants.of(pool(1), PRICES);
    Example row = variants.examples().getFirst();
    int large512 = variants.models().indexOf("large@512");
    assertThat(row.scores()[large512]).isZero();
    assertThat(row.tokens()[large512]).isEqualTo(512);
    assertThat(row.costs()[large512]).isCloseTo(1e-6 + 512 * 10e-6, EXACT);
  }

  @Test
  void an_answer_within_its_budget_is_as_recorded() {
    Pool variants = BudgetVariants.of(pool(1), PRICES);
    Example row = variants.examples().getFirst();
    int small128 = variants.models().indexOf("small@128");
    assertThat(row.scores()[small128]).isEqualTo(1);
    assertThat(row.tokens()[small128]).isEqualTo(100);
    assertThat(row.costs()[small128]).isCloseTo(101e-6, EXACT);
  }

  @Test
  void a_variant_is_expected_to_lose_what_the_budget_cost_in_other_folds() {
    Pool variants = BudgetVariants.of(twoFolds(), PRICES);
    int large512 = variants.models().indexOf("large@512");
    double[][] chance = {{0.9, 0.8}, {0.9, 0.8}};
    double[][] cost = {{1e-4, 6e-3}, {1e-4, 6e-3}};

    Expectation expected = BudgetVariants.expectation(variants, new Expectation(chance, cost));

    // The other fold's only answer was cut: all of its score and 88 of its tokens.
    assertThat(expected.chance()[0][large512]).isZero();
    assertThat(expected.cost()[0][large512]).isCloseTo(6e-3 - 88 * 10e-6, EXACT);
    assertThat(expected.chance()[0]).startsWith(0.9, 0.8, 0.9, 0.0);
    // Its own answer was cut, the other fold's was not.
    assertThat(expected.chance()[1][large512]).isEqualTo(0.8);
    assertThat(expected.cost()[1][large512]).isEqualTo(6e-3);
  }

  /** In the first fold the large model is brief, in the second it is not. */
  private static Pool twoFolds() {
    Example long600 = pool(1).examples().getFirst();
    var brief =
        new Example(
            long600.text(),
            "0000000",
            Optional.empty(),
            new double[] {1, 1},
            new double[] {100, 100},
            new double[] {101e-6, 1001e-6});
    var talkative =
        new Example(
            long600.text(),
            "0000001",
            Optional.empty(),
            long600.scores(),
            long600.tokens(),
            long600.costs());
    return pool(1).with(List.of(brief, talkative));
  }

  @Test
  void equal_choices_gain_nothing() {
    Pool pool = pool(50);
    double[][] nothing = new double[50][2];
    OperatingPoints points = Sweep.of(pool, new Expectation(nothing, nothing));

    BudgetVariants.Comparison equal = BudgetVariants.Comparison.of(points, points, pool);

    assertThat(equal.gain()).isZero();
    assertThat(equal.interval()).isEqualTo(new Interval(0, 0));
  }
}
