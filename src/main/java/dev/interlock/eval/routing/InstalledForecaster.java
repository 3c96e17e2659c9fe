package dev.interlock.eval.routing;

import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Pool;
import dev.interlock.predictor.Predictor;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.training.Example;
import java.util.stream.IntStream;

/**
 * What a router bundle expects of some of its models. Its costs are those of the day it was
 * trained: here each model's are brought to the mean of the outcomes at hand, as prices are known
 * to whoever routes; what the bundle knows is which prompts cost more than others.
 */
final class InstalledForecaster implements Forecaster {
  private final Predictor predictor;
  private final int[] positions;
  private final double[] prices;
  private final double[] means;

  /**
   * @param pool models that the bundle knows, and the prompts it is judged by
   */
  InstalledForecaster(RouterBundle bundle, Pool pool) {
    predictor = bundle.predictor();
    positions = pool.models().stream().mapToInt(bundle.models()::indexOf).toArray();
    prices = new double[positions.length];
    means = new double[positions.length];
    for (int m = 0; m < positions.length; m++) {
      int model = m;
      means[m] =
          pool.examples().stream().mapToDouble(row -> row.costs()[model]).average().orElse(0);
      double expected =
          pool.examples().stream()
              .mapToDouble(row -> predictor.costs(row.text())[positions[model]])
              .average()
              .orElse(Double.NaN);
      prices[m] = expected > 0 ? means[m] / expected : Double.NaN;
    }
  }

  @Override
  public double[] chance(Example example) {
    double[] chance = predictor.forecast(example.text()).chance();
    return IntStream.of(positions).mapToDouble(position -> chance[position]).toArray();
  }

  @Override
  public double[] cost(Example example) {
    double[] cost = predictor.costs(example.text());
    return IntStream.range(0, positions.length)
        .mapToDouble(m -> Double.isNaN(prices[m]) ? means[m] : prices[m] * cost[positions[m]])
        .toArray();
  }

  @Override
  public double support(Example example) {
    return predictor.forecast(example.text()).support();
  }
}
