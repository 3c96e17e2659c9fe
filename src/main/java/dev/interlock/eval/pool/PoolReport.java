package dev.interlock.eval.pool;

import dev.interlock.predictor.training.Example;
import java.util.List;
import java.util.Optional;

/**
 * All that is said of a router on a pool.
 *
 * @param pool the prompts it was judged by
 * @param range what single models cost and earn
 * @param router its operating points
 * @param result what it reaches
 * @param intervals of that
 * @param baselines what to compare it with
 * @param models by model, in the pool's order
 * @param tasks by task; empty where there is at most one
 * @param pair where there are two models
 * @param breakEven at which price of the best model it first saves next to nothing
 */
public record PoolReport(
    Pool pool,
    Range range,
    OperatingPoints router,
    PoolResult result,
    Bootstrap intervals,
    Baselines baselines,
    List<ModelResult> models,
    List<TaskResult> tasks,
    Optional<PairReport> pair,
    BreakEven breakEven) {
  public PoolReport {
    models = List.copyOf(models);
    tasks = List.copyOf(tasks);
  }

  /**
   * The report.
   *
   * @param expected what the router expects of {@code pool}, from other rows
   * @param prior what the averages of tasks expect, if tasks are known
   */
  public static PoolReport of(Pool pool, Expectation expected, Optional<Expectation> prior) {
    Range range = Range.of(pool);
    OperatingPoints router = Sweep.of(pool, expected);
    return new PoolReport(
        pool,
        range,
        router,
        PoolResult.of(router.frontier(), range),
        Bootstrap.of(router, OperatingPoints.constant(pool), range, pool.examples().size()),
        Baselines.of(pool, range, prior),
        ModelResult.of(pool, expected, range),
        TaskResult.of(pool, router, range),
        PairReport.of(pool, expected),
        BreakEven.of(pool, expected, range));
  }

  /** By five folds: what a router reaches that was trained on the others. */
  public static PoolReport crossValidated(Pool pool) {
    return crossValidated(pool, List.of());
  }

  /**
   * The same, where there is more to learn from.
   *
   * @param besides examples that nobody is judged by
   */
  public static PoolReport crossValidated(Pool pool, List<Example> besides) {
    return of(
        pool,
        CrossValidation.expectation(pool, besides, Forecaster::trained),
        crossValidatedPrior(pool, besides));
  }

  public static Optional<Expectation> crossValidatedPrior(Pool pool) {
    return crossValidatedPrior(pool, List.of());
  }

  private static Optional<Expectation> crossValidatedPrior(Pool pool, List<Example> besides) {
    return Tasks.differ(pool.examples())
        ? Optional.of(CrossValidation.expectation(pool, besides, KnownTaskPrior::teach))
        : Optional.empty();
  }

  /** Mean calibration error of the models. */
  public double ece() {
    return models.stream().mapToDouble(ModelResult::ece).average().orElse(Double.NaN);
  }

  /** The greatest calibration error of a model. */
  public double worstEce() {
    return models.stream().mapToDouble(ModelResult::ece).max().orElse(Double.NaN);
  }

  /** Mean squared error of the expected scores, over all models. */
  public double brier() {
    return models.stream().mapToDouble(ModelResult::brier).average().orElse(Double.NaN);
  }

  public ModelResult best() {
    return models.get(range.best());
  }

  public ModelResult cheapest() {
    return models.get(range.cheapest());
  }
}
