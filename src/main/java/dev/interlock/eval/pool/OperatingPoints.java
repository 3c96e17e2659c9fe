package dev.interlock.eval.pool;

import dev.interlock.eval.pool.Frontier.Point;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Ways of choosing a model for every row, and what each would have cost and earned. Immutable. */
public final class OperatingPoints {
  private final List<int[]> choices;
  private final int models;
  private final double[] costs;
  private final double[] scores;
  private final List<Point> points;

  /**
   * @param choices by operating point, the model for each row of {@code pool}
   */
  public OperatingPoints(Pool pool, List<int[]> choices) {
    this.choices = List.copyOf(choices);
    models = pool.models().size();
    costs = flat(pool.costs());
    scores = flat(pool.scores());
    int[] once = new int[pool.examples().size()];
    Arrays.fill(once, 1);
    points = points(once);
  }

  /** Row by row: a sum over rows then reads memory in order. */
  private static double[] flat(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Always the same model: one point each, in the order of the pool's models. */
  public static OperatingPoints constant(Pool pool) {
    return new OperatingPoints(
        pool,
        IntStream.range(0, pool.models().size())
            .mapToObj(
                model -> {
                  int[] choice = new int[pool.examples().size()];
                  Arrays.fill(choice, model);
                  return choice;
                })
            .toList());
  }

  /** In order of the choices. */
  public List<Point> points() {
    return points;
  }

  /** The same, each row counted so many times. */
  public List<Point> points(int[] times) {
    long rows = IntStream.of(times).sum();
    return choices.stream()
        .map(
            choice ->
                new Point(sum(costs, choice, times) / rows, sum(scores, choice, times) / rows))
        .toList();
  }

  private double sum(double[] values, int[] choice, int[] times) {
    double sum = 0;
    for (int row = 0; row < times.length; row++) {
      sum += values[row * models + choice[row]] * times[row];
    }
    return sum;
  }

  public Frontier frontier() {
    return Frontier.of(points);
  }

  public Frontier frontier(int[] times) {
    return Frontier.of(points(times));
  }

  /** The cheapest choice that is at least so good; the best one where none is. */
  public int[] choiceFor(double quality) {
    int found = -1;
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).quality() >= quality
          && (found < 0 || points.get(i).cost() < points.get(found).cost())) {
        found = i;
      }
    }
    if (found < 0) {
      found = 0;
      for (int i = 1; i < points.size(); i++) {
        found = points.get(i).quality() > points.get(found).quality() ? i : found;
      }
    }
    return choices.get(found).clone();
  }
}
