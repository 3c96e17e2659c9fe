package dev.interlock.eval.routing;

import dev.interlock.eval.routing.Frontier.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Operating points of a router: for each price of quality, the model with the highest expected
 * score less its expected cost at that price. What is charged and earned is what really happened.
 */
final class Sweep {
  private static final int PRICES = 120;
  private static final double LEAST = 1e-4;
  private static final double MOST = 1e4;

  private final double[][] scores;
  private final double[][] costs;
  private final List<int[]> choices = new ArrayList<>();

  Sweep(Pool pool, Expectation expected) {
    int rows = pool.examples().size();
    scores = pool.examples().stream().map(e -> e.scores()).toArray(double[][]::new);
    costs = pool.examples().stream().map(e -> e.costs()).toArray(double[][]::new);
    double unit = meanCost();
    choices.add(cheapest(pool.models().size()));
    for (int p = -1; p < PRICES; p++) {
      double weight = p < 0 ? 0 : LEAST * Math.pow(MOST / LEAST, p / (PRICES - 1.0)) / unit;
      int[] choice = new int[rows];
      for (int row = 0; row < rows; row++) {
        choice[row] = best(expected.chance()[row], expected.cost()[row], weight);
      }
      choices.add(choice);
    }
  }

  private int[] cheapest(int models) {
    double[] means = new double[models];
    for (double[] row : costs) {
      for (int m = 0; m < models; m++) {
        means[m] += row[m];
      }
    }
    int least = 0;
    for (int m = 1; m < models; m++) {
      least = means[m] < means[least] ? m : least;
    }
    int[] choice = new int[costs.length];
    Arrays.fill(choice, least);
    return choice;
  }

  private double meanCost() {
    double sum = 0;
    for (double[] row : costs) {
      for (double cost : row) {
        sum += cost;
      }
    }
    return sum / costs.length / costs[0].length;
  }

  private static int best(double[] chance, double[] cost, double weight) {
    int best = 0;
    for (int m = 1; m < chance.length; m++) {
      double difference = chance[m] - chance[best] - weight * (cost[m] - cost[best]);
      if (difference > 0 || (difference == 0 && cost[m] < cost[best])) {
        best = m;
      }
    }
    return best;
  }

  Frontier frontier() {
    int[] all = new int[scores.length];
    Arrays.setAll(all, i -> i);
    return frontier(all);
  }

  /** The frontier over these rows, some of them perhaps more than once. */
  Frontier frontier(int[] rows) {
    var points = new ArrayList<Point>();
    for (int[] choice : choices) {
      double cost = 0;
      double quality = 0;
      for (int row : rows) {
        cost += costs[row][choice[row]];
        quality += scores[row][choice[row]];
      }
      points.add(new Point(cost / rows.length, quality / rows.length));
    }
    return Frontier.of(points);
  }

  /** The frontier of always asking the same model, over these rows. */
  Frontier constant(int[] rows) {
    var points = new ArrayList<Point>();
    for (int m = 0; m < scores[0].length; m++) {
      double cost = 0;
      double quality = 0;
      for (int row : rows) {
        cost += costs[row][m];
        quality += scores[row][m];
      }
      points.add(new Point(cost / rows.length, quality / rows.length));
    }
    return Frontier.of(points);
  }
}
