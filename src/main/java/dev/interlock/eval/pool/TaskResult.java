package dev.interlock.eval.pool;

import dev.interlock.predictor.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One task at the operating point that matches the best single model over all tasks, or at the best
 * one where none does.
 *
 * @param task its name
 * @param rows how many prompts
 * @param quality of the router's choices
 * @param best quality of the model that is best over all tasks
 * @param oracle quality of the best model for each prompt
 * @param cost of the router's choices, as a share of that best model's cost; NaN where that is 0
 */
public record TaskResult(
    String task, int rows, double quality, double best, double oracle, double cost) {
  /** By task, in order of names; empty where tasks tell no rows apart. */
  public static List<TaskResult> of(Pool pool, OperatingPoints router, Range range) {
    if (!Tasks.differ(pool.examples())) {
      return List.of();
    }
    int[] choice = router.choiceFor(range.bestQuality());
    var tasks = new TreeSet<String>();
    pool.examples().forEach(example -> example.task().ifPresent(tasks::add));
    return tasks.stream().map(task -> of(pool, task, choice, range.best())).toList();
  }

  private static TaskResult of(Pool pool, String task, int[] choice, int best) {
    int[] rows = rowsOf(pool, task);
    double quality = 0;
    double constant = 0;
    double oracle = 0;
    double cost = 0;
    double constantCost = 0;
    for (int row : rows) {
      Example example = pool.examples().get(row);
      quality += example.scores()[choice[row]];
      constant += example.scores()[best];
      oracle += Arrays.stream(example.scores()).max().orElse(0);
      cost += example.costs()[choice[row]];
      constantCost += example.costs()[best];
    }
    int count = rows.length;
    return new TaskResult(
        task,
        count,
        quality / count,
        constant / count,
        oracle / count,
        constantCost > 0 ? cost / constantCost : Double.NaN);
  }

  /** The rows of {@code task}, by number. */
  public static int[] rowsOf(Pool pool, String task) {
    return IntStream.range(0, pool.examples().size())
        .filter(row -> pool.examples().get(row).task().orElse("").equals(task))
        .toArray();
  }
}
