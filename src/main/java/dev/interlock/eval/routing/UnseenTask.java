package dev.interlock.eval.routing;

import dev.interlock.eval.pool.CrossValidation;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Forecaster.Teacher;
import dev.interlock.eval.pool.Frontier;
import dev.interlock.eval.pool.KnownTaskPrior;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.Range;
import dev.interlock.eval.pool.Sweep;
import dev.interlock.eval.pool.TaskResult;
import dev.interlock.eval.pool.Tasks;
import java.util.List;

/**
 * Whether a router does harm on a task it has never met: each task in turn is judged by a router
 * that was taught the others. It is held against two static hulls of the models: that of the task
 * itself, which nobody knows beforehand, and that which the averages over the other tasks foresee.
 */
final class UnseenTask {
  private UnseenTask() {}

  static Figures run(Pool pool) {
    List<String> tasks = List.copyOf(Tasks.group(pool.examples()).keySet());
    Expectation router = expectation(pool, tasks, Forecaster::trained);
    // Of a task that it never met, this expects the averages over all others.
    Expectation averages = expectation(pool, tasks, KnownTaskPrior::teach);
    var gains = new Gains();
    var foreseen = new Gains();
    for (String task : tasks) {
      int[] rows = TaskResult.rowsOf(pool, task);
      Pool part = pool.rows(rows);
      Range range = Range.of(part);
      double area = area(Sweep.of(part, router.rows(rows)).frontier(), range);
      gains.add(task, area - area(Frontier.of(range.models()), range));
      foreseen.add(task, area - area(Sweep.of(part, averages.rows(rows)).frontier(), range));
    }
    return new Figures()
        .put("worst", gains.worst)
        .put("mean", gains.mean())
        .put("worst_foreseen", foreseen.worst)
        .put("mean_foreseen", foreseen.mean())
        .put("gain_by_task", gains.byTask)
        .put("gain_foreseen_by_task", foreseen.byTask);
  }

  private static Expectation expectation(Pool pool, List<String> tasks, Teacher teacher) {
    return CrossValidation.expectation(
        pool, tasks.size(), example -> example.task().map(tasks::indexOf).orElse(-1), teacher);
  }

  private static double area(Frontier frontier, Range range) {
    return frontier.area(range.least(), range.most());
  }

  /** The router's AUDC less another's, task by task. */
  private static final class Gains {
    private final Figures byTask = new Figures();
    private double worst = Double.POSITIVE_INFINITY;
    private double sum;
    private int count;

    void add(String task, double gain) {
      byTask.put(task, gain);
      worst = Math.min(worst, gain);
      sum += gain;
      count++;
    }

    double mean() {
      return sum / count;
    }
  }
}
