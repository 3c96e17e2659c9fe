package dev.interlock.eval.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.predictor.training.Example;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  @Test
  void what_nobody_is_judged_by_is_learnt_from_for_every_fold_but_its_own() {
    List<Example> rows = PoolFixture.pool(40).examples();
    Pool judged = PoolFixture.pool(40).with(rows.subList(0, 60));
    List<Example> besides =
        rows.subList(60, rows.size()).stream().map(CrossValidationTest::partial).toList();
    var taught = new ArrayList<List<Example>>();

    Expectation expected =
        CrossValidation.expectation(
            judged,
            besides,
            (train, models) -> {
              taught.add(train);
              return KnownTaskPrior.teach(train, models);
            });

    assertThat(expected.chance().length).isEqualTo(60);
    assertThat(taught).hasSize(CrossValidation.FOLDS);
    for (int fold = 0; fold < taught.size(); fold++) {
      int own = fold;
      assertThat(taught.get(fold))
          .containsAll(besides.stream().filter(row -> CrossValidation.fold(row) != own).toList())
          .noneMatch(row -> CrossValidation.fold(row) == own);
    }
  }

  /** Graded for one model alone. */
  private static Example partial(Example row) {
    return new Example(
        row.text(),
        row.key(),
        row.task(),
        new double[] {row.scores()[0], Double.NaN},
        row.tokens(),
        row.costs());
  }
}
