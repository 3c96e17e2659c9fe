package dev.interlock.eval.routing;

import dev.interlock.eval.pool.CrossValidation;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Frontier;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.Range;
import dev.interlock.eval.pool.Sweep;
import dev.interlock.eval.pool.TaskResult;
import dev.interlock.eval.pool.Tasks;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a router does harm on a task it has never met: each task in turn is judged by a router
 * that was taught the others, beside the static hull of the models on that task.
 */
final class UnseenTask {
  private UnseenTask() {}

  static Figures run(Pool pool) {
    var tasks = new ArrayList<>(Tasks.group(pool.examples()).keySet());
    Expectation expected =
        CrossValidation.expectation(
            pool,
            tasks.size(),
            example -> example.task().map(tasks::indexOf).orElse(-1),
            Forecaster::trained);
    var gains = new Figures();
    double worst = Double.POSITIVE_INFINITY;
    double sum = 0;
    for (String task : List.copyOf(tasks)) {
      double gain = gain(pool, expected, TaskResult.rowsOf(pool, task));
      gains.put(task, gain);
      worst = Math.min(worst, gain);
      sum += gain;
    }
    return new Figures()
        .put("worst", worst)
        .put("mean", sum / tasks.size())
        .put("gain_by_task", gains);
  }

  /** The router's AUDC less that of the static hull. */
  private static double gain(Pool pool, Expectation expected, int[] rows) {
    Pool part = pool.rows(rows);
    Range range = Range.of(part);
    Frontier router = Sweep.of(part, expected.rows(rows)).frontier();
    return router.area(range.least(), range.most())
        - Frontier.of(range.models()).area(range.least(), range.most());
  }
}
