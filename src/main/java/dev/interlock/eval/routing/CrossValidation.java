package dev.interlock.eval.routing;

import dev.interlock.predictor.Predictor;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Expects of each example what a predictor does that was trained without its fold. */
final class CrossValidation {
  private CrossValidation() {}

  /** Five folds by the hash of the text, so that duplicates never straddle. */
  static int fold(Example example) {
    return Integer.parseInt(example.key().substring(0, 7), 16) % 5;
  }

  static Expectation expectation(Pool pool) {
    return expectation(pool, 5, CrossValidation::fold, Function.identity());
  }

  /**
   * As {@link #expectation(Pool)}.
   *
   * @param fold of an example
   * @param taught what the trainer is shown of the rows
   */
  static Expectation expectation(
      Pool pool,
      int folds,
      ToIntFunction<Example> fold,
      Function<List<Example>, List<Example>> taught) {
    int rows = pool.examples().size();
    var chance = new double[rows][];
    var cost = new double[rows][];
    for (int f = 0; f < folds; f++) {
      var train = new ArrayList<Example>();
      var test = new ArrayList<Integer>();
      for (int row = 0; row < rows; row++) {
        if (fold.applyAsInt(pool.examples().get(row)) == f) {
          test.add(row);
        } else {
          train.add(pool.examples().get(row));
        }
      }
      if (test.isEmpty()) {
        continue;
      }
      Predictor predictor = BundleTrainer.train(taught.apply(train), pool.models().size());
      for (int row : test) {
        Example example = pool.examples().get(row);
        chance[row] = predictor.forecast(example.text()).chance();
        cost[row] = predictor.costs(example.text());
      }
    }
    return new Expectation(chance, cost);
  }
}
