package dev.interlock.eval.pool;

import dev.interlock.eval.pool.Frontier.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The choices of a router: for each price of quality, the model with the highest expected score
 * less its expected cost at that price. What is expected decides; what happened is not looked at.
 */
public final class Sweep {
  private static final int PRICES = 120;
  private static final double LEAST = 1e-4;
  private static final double MOST = 1e4;

  private Sweep() {}

  /**
   * By operating point, the model for each row; from the cheapest model for all to quality alone.
   */
  public static OperatingPoints of(Pool pool, Expectation expected) {
    double[] means = means(pool.costs(), pool.models().size());
    var choices = new ArrayList<int[]>();
    int[] cheapest = new int[pool.examples().size()];
    Arrays.fill(cheapest, least(means));
    choices.add(cheapest);
    for (double price : prices(means)) {
      int[] choice = choices(expected, price);
      if (!Arrays.equals(choices.getLast(), choice)) {
        choices.add(choice);
      }
    }
    return new OperatingPoints(pool, choices);
  }

  /**
   * The price of a unit of cost, in quality, at which choices are at least so good and cheapest; 0,
   * which is quality alone, where none are so good.
   */
  public static double price(Pool pool, Expectation expected, double quality) {
    double found = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double price : prices(means(pool.costs(), pool.models().size()))) {
      Point point =
          new OperatingPoints(pool, List.of(choices(expected, price))).points().getFirst();
      if (point.quality() >= quality && point.cost() < least) {
        least = point.cost();
        found = price;
      }
    }
    return found;
  }

  /** Falling, to 0. */
  private static double[] prices(double[] means) {
    double unit = Arrays.stream(means).average().orElse(1);
    double[] prices = new double[PRICES + 1];
    for (int p = 0; p < PRICES; p++) {
      double ratio = MOST * Math.pow(LEAST / MOST, p / (PRICES - 1.0));
      prices[p] = unit > 0 ? ratio / unit : 0;
    }
    return prices;
  }

  private static int[] choices(Expectation expected, double price) {
    int[] choice = new int[expected.chance().length];
    Arrays.setAll(choice, row -> choice(expected.chance()[row], expected.cost()[row], price));
    return choice;
  }

  private static double[] means(double[][] costs, int models) {
    double[] means = new double[models];
    for (double[] row : costs) {
      for (int m = 0; m < models; m++) {
        means[m] += row[m] / costs.length;
      }
    }
    return means;
  }

  private static int least(double[] values) {
    int least = 0;
    for (int m = 1; m < values.length; m++) {
      least = values[m] < values[least] ? m : least;
    }
    return least;
  }

  /** The model with the highest chance less cost at {@code price}; of equal ones the cheapest. */
  public static int choice(double[] chance, double[] cost, double price) {
    int best = 0;
    for (int m = 1; m < chance.length; m++) {
      double difference = chance[m] - chance[best] - price * (cost[m] - cost[best]);
      if (difference > 0 || (difference == 0 && cost[m] < cost[best])) {
        best = m;
      }
    }
    return best;
  }
}
