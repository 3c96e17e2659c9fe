package dev.interlock.eval.pool;

import dev.interlock.eval.pool.Frontier.Point;
import java.util.List;

/**
 * What single models cost, and the best of them.
 *
 * @param least mean cost of the cheapest
 * @param most mean cost of the dearest
 * @param best the one with the highest mean score; of equal ones the cheapest
 * @param cheapest the one with the least mean cost; of equal ones the best
 */
public record Range(double least, double most, int best, int cheapest, List<Point> models) {
  /** Of the points of all models. */
  public static Range of(List<Point> models) {
    int best = 0;
    int cheapest = 0;
    double most = 0;
    for (int m = 0; m < models.size(); m++) {
      Point own = models.get(m);
      most = Math.max(most, own.cost());
      if (order(own, models.get(best), own.quality() - models.get(best).quality()) > 0) {
        best = m;
      }
      if (order(own, models.get(cheapest), models.get(cheapest).cost() - own.cost()) > 0) {
        cheapest = m;
      }
    }
    return new Range(models.get(cheapest).cost(), most, best, cheapest, List.copyOf(models));
  }

  private static double order(Point one, Point other, double first) {
    double second = one.quality() - other.quality() + other.cost() - one.cost();
    return first != 0 ? first : second;
  }

  public static Range of(Pool pool) {
    return of(OperatingPoints.constant(pool).points());
  }

  public double bestQuality() {
    return models.get(best).quality();
  }

  public double bestCost() {
    return models.get(best).cost();
  }
}
