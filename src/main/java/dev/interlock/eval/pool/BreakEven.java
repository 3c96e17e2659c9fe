package dev.interlock.eval.pool;

import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Whether routing still pays when the best model gets cheaper, all other prices staying. What is
 * saved is the share of the best single model's cost that its quality does not need.
 *
 * @param model the best single model
 * @param factor of its price, coming from the full one, at which routing first saves less than
 *     {@link #LEAST}; 1 where it does so at the full price, 0 where it never does down to a
 *     hundredth. Cheaper still, it may save a little again
 * @param savings by factor of its price, from the full price down
 */
public record BreakEven(String model, double factor, SequencedMap<Double, Double> savings) {
  /** Savings below this are none. */
  public static final double LEAST = 0.01;

  private static final double[] SHOWN = {1, 0.5, 0.2, 0.1};
  private static final int STEPS = 20;
  private static final double CHEAPEST = 0.01;
  private static final int HALVINGS = 6;

  public static BreakEven of(Pool pool, Expectation expected, Range range) {
    var savings = new TreeMap<Double, Double>();
    for (double factor : SHOWN) {
      savings.put(factor, saving(pool, expected, range.best(), factor));
    }
    return new BreakEven(
        pool.models().get(range.best()),
        factor(pool, expected, range.best()),
        savings.descendingMap());
  }

  private static double factor(Pool pool, Expectation expected, int model) {
    double pays = Double.NaN;
    for (int step = 0; step <= STEPS; step++) {
      double factor = Math.pow(CHEAPEST, (double) step / STEPS);
      if (saving(pool, expected, model, factor) < LEAST) {
        return Double.isNaN(pays) ? 1 : between(pool, expected, model, pays, factor);
      }
      pays = factor;
    }
    return 0;
  }

  private static double between(
      Pool pool, Expectation expected, int model, double paying, double idle) {
    double high = paying;
    double low = idle;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (high + low) / 2;
      if (saving(pool, expected, model, middle) < LEAST) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double saving(Pool pool, Expectation expected, int model, double factor) {
    Pool repriced = pool.repriced(model, factor);
    Frontier frontier = Sweep.of(repriced, expected.repriced(model, factor)).frontier();
    double qnc = PoolResult.of(frontier, Range.of(repriced)).qnc();
    return Double.isNaN(qnc) ? 0 : Math.max(0, 1 - qnc);
  }
}
