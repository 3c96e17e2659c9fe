package dev.interlock.eval.routing;

import dev.interlock.eval.EvalReport;
import dev.interlock.predictor.training.Example;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a router reaches on a pool of models, beside always asking the same one.
 *
 * @param peak best quality at any cost
 * @param audc mean quality over costs from the cheapest to the dearest single model
 * @param audcLow lower end of its 95 % interval, by bootstrap over prompts
 * @param audcHigh upper end
 * @param qnc cost that matches the best single model's quality, as a share of its cost; NaN: never
 * @param cost98 the same for 98 % of that quality
 * @param cost95 the same for 95 % of it
 */
record PoolResult(
    double peak,
    double audc,
    double audcLow,
    double audcHigh,
    double qnc,
    double cost98,
    double cost95) {
  private static final int RESAMPLES = 1000;

  static PoolResult of(Pool pool, Expectation expected) {
    var sweep = new Sweep(pool, expected);
    Range range = Range.of(pool);
    Frontier frontier = sweep.frontier();
    double[] areas = new double[RESAMPLES];
    var random = new Random(1);
    int rows = pool.examples().size();
    for (int i = 0; i < RESAMPLES; i++) {
      int[] sample = IntStream.range(0, rows).map(_ -> random.nextInt(rows)).toArray();
      areas[i] = sweep.frontier(sample).area(range.least(), range.most());
    }
    Arrays.sort(areas);
    return of(frontier, range, areas[(int) (0.025 * RESAMPLES)], areas[(int) (0.975 * RESAMPLES)]);
  }

  /** Always the same model. */
  static PoolResult constant(Pool pool) {
    Frontier frontier = constantFrontier(pool);
    Range range = Range.of(pool);
    double area = frontier.area(range.least(), range.most());
    return of(frontier, range, area, area);
  }

  static Frontier constantFrontier(Pool pool) {
    double[][] nothing = new double[pool.examples().size()][pool.models().size()];
    return new Sweep(pool, new Expectation(nothing, nothing))
        .constant(IntStream.range(0, pool.examples().size()).toArray());
  }

  private static PoolResult of(Frontier frontier, Range range, double low, double high) {
    return new PoolResult(
        frontier.peak(),
        frontier.area(range.least(), range.most()),
        low,
        high,
        frontier.costOf(range.bestQuality() - 1e-12) / range.bestCost(),
        frontier.costOf(0.98 * range.bestQuality()) / range.bestCost(),
        frontier.costOf(0.95 * range.bestQuality()) / range.bestCost());
  }

  /** What single models cost, and the best of them. */
  record Range(double least, double most, double bestQuality, double bestCost) {
    static Range of(Pool pool) {
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      double bestQuality = -1;
      double bestCost = 0;
      for (int m = 0; m < pool.models().size(); m++) {
        int model = m;
        double cost = mean(pool, e -> e.costs()[model]);
        double quality = mean(pool, e -> e.scores()[model]);
        least = Math.min(least, cost);
        most = Math.max(most, cost);
        if (quality > bestQuality) {
          bestQuality = quality;
          bestCost = cost;
        }
      }
      return new Range(least, most, bestQuality, bestCost);
    }

    private static double mean(Pool pool, ToDoubleFunction<Example> value) {
      return pool.examples().stream().mapToDouble(value).average().orElse(Double.NaN);
    }
  }

  Map<String, Object> figures() {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("audc", EvalReport.rounded(audc));
    figures.put("audc_low95", EvalReport.rounded(audcLow));
    figures.put("audc_high95", EvalReport.rounded(audcHigh));
    figures.put("peak", EvalReport.rounded(peak));
    putShare(figures, "qnc", qnc);
    putShare(figures, "cost98", cost98);
    putShare(figures, "cost95", cost95);
    return figures;
  }

  private static void putShare(Map<String, Object> figures, String name, double share) {
    if (!Double.isNaN(share)) {
      figures.put(name, EvalReport.rounded(share));
    }
  }
}
