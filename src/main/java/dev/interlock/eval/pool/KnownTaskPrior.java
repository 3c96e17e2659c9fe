package dev.interlock.eval.pool;

import dev.interlock.predictor.training.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Expects of a prompt the averages of its task, which it is told. A reference that cheats: nobody
 * names the task of a prompt in traffic. Averages of small tasks are drawn towards those of all.
 */
public final class KnownTaskPrior implements Forecaster {
  /** Rows of a task that weigh as much as the average over all. */
  private static final double PRIOR_ROWS = 7;

  private final Averages chances;
  private final Averages costs;

  private KnownTaskPrior(Averages chances, Averages costs) {
    this.chances = chances;
    this.costs = costs;
  }

  public static KnownTaskPrior teach(List<Example> rows, int models) {
    return new KnownTaskPrior(
        Averages.of(rows, models, Example::scores), Averages.of(rows, models, Example::costs));
  }

  @Override
  public double[] chance(Example example) {
    return chances.of(example);
  }

  @Override
  public double[] cost(Example example) {
    return costs.of(example);
  }

  @Override
  public double support(Example example) {
    return chances.knows(example) ? 1 : 0;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Averages(Map<String, double[]> byTask, double[] overall) {
    static Averages of(List<Example> rows, int models, Function<Example, double[]> values) {
      double[] overall = mean(rows, values, new double[models], 0);
      Map<String, double[]> byTask = new HashMap<>();
      Tasks.group(rows)
          .forEach((task, own) -> byTask.put(task, mean(own, values, overall, PRIOR_ROWS)));
      return new Averages(byTask, overall);
    }

    boolean knows(Example example) {
      return example.task().filter(byTask::containsKey).isPresent();
    }

    double[] of(Example example) {
      return example.task().map(task -> byTask.getOrDefault(task, overall)).orElse(overall);
    }
  }

  private static double[] mean(
      List<Example> rows, Function<Example, double[]> values, double[] prior, double weight) {
    double[] means = new double[prior.length];
    for (int m = 0; m < means.length; m++) {
      double sum = weight * prior[m];
      double count = weight;
      for (Example row : rows) {
        double value = values.apply(row)[m];
        if (!Double.isNaN(value)) {
          sum += value;
          count++;
        }
      }
      means[m] = count == 0 ? 0 : sum / count;
    }
    return means;
  }
}
