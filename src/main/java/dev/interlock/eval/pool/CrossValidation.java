package dev.interlock.eval.pool;

import dev.interlock.eval.pool.Forecaster.Teacher;
import dev.interlock.predictor.training.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Expects of each example what a forecaster does that was taught without its fold. */
public final class CrossValidation {
  public static final int FOLDS = 5;

  private CrossValidation() {}

  /** Five folds by the hash of the text, so that duplicates never straddle. */
  public static int fold(Example example) {
    return Integer.parseInt(example.key().substring(0, 7), 16) % FOLDS;
  }

  public static Expectation expectation(Pool pool, Teacher teacher) {
    return expectation(pool, List.of(), teacher);
  }

  /**
   * As {@link #expectation(Pool, Teacher)}, where there is more to learn from.
   *
   * @param besides examples that nobody is judged by, as not all of their scores are known: each is
   *     learnt from for the folds that it is not in
   */
  public static Expectation expectation(Pool pool, List<Example> besides, Teacher teacher) {
    return expectation(pool, besides, FOLDS, CrossValidation::fold, teacher);
  }

  /**
   * As {@link #expectation(Pool, Teacher)}.
   *
   * @param fold of an example, from 0
   */
  public static Expectation expectation(
      Pool pool, int folds, ToIntFunction<Example> fold, Teacher teacher) {
    return expectation(pool, List.of(), folds, fold, teacher);
  }

  private static Expectation expectation(
      Pool pool, List<Example> besides, int folds, ToIntFunction<Example> fold, Teacher teacher) {
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
      for (Example example : besides) {
        if (fold.applyAsInt(example) != f) {
          train.add(example);
        }
      }
      Forecaster forecaster = teacher.teach(List.copyOf(train), pool.models().size());
      for (int row : test) {
        Example example = pool.examples().get(row);
        chance[row] = forecaster.chance(example);
        cost[row] = forecaster.cost(example);
      }
    }
    return new Expectation(chance, cost);
  }
}
