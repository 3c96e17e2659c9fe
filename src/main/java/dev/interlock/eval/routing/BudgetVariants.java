package dev.interlock.eval.routing;

import dev.interlock.eval.pool.Bootstrap;
import dev.interlock.eval.pool.CrossValidation;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Interval;
import dev.interlock.eval.pool.OperatingPoints;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.PoolResult;
import dev.interlock.eval.pool.Range;
import dev.interlock.eval.pool.Sweep;
import dev.interlock.predictor.training.Example;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Whether a choice of model and length of the answer reaches more than a choice of model alone
 * (R2-Router, arXiv 2602.02823), on answers whose length was recorded.
 *
 * <p>Each model is there once as it is, and once for each budget of output tokens. An answer longer
 * than the budget would have been cut off before it said what it came to: it scores 0 and costs the
 * budget's tokens. A shorter one is what was recorded. Nobody asked the models to be brief, so this
 * is the least that a budget can bring.
 *
 * <p>What a model at a budget will score is what is expected of the model, less what the budget has
 * cost it on average in rows of the other folds; likewise its cost. Predictions of their own for
 * every pair would choose the luckiest of many, and lose more by that than budgets bring.
 */
final class BudgetVariants {
  /** Tokens, the same for every model. */
  private static final double[] BUDGETS = {128, 256, 384, 512, 768, 1024, 1536};

  private static final int RESAMPLES = 1000;

  private BudgetVariants() {}

  /**
   * {@code pool} with every model at every budget beside the model as it is, which comes first.
   *
   * @param outputPrices USD per million output tokens, by model of the pool
   */
  static Pool of(Pool pool, double[] outputPrices) {
    var names = new ArrayList<>(pool.models());
    for (double budget : BUDGETS) {
      pool.models().forEach(model -> names.add(model + "@" + (int) budget));
    }
    List<Example> examples = pool.examples().stream().map(each -> cut(each, outputPrices)).toList();
    return new Pool(pool.name() + "-budgets", names, examples);
  }

  private static Example cut(Example whole, double[] outputPrices) {
    int models = whole.scores().length;
    double[] scores = Arrays.copyOf(whole.scores(), models * (BUDGETS.length + 1));
    double[] tokens = Arrays.copyOf(whole.tokens(), scores.length);
    double[] costs = Arrays.copyOf(whole.costs(), scores.length);
    for (int b = 0; b < BUDGETS.length; b++) {
      for (int m = 0; m < models; m++) {
        int at = (b + 1) * models + m;
        double spare = Math.max(0, whole.tokens()[m] - BUDGETS[b]);
        scores[at] = spare > 0 ? 0 : whole.scores()[m];
        tokens[at] = whole.tokens()[m] - spare;
        costs[at] = whole.costs()[m] - spare * outputPrices[m] * 1e-6;
      }
    }
    return new Example(whole.text(), whole.key(), whole.task(), scores, tokens, costs);
  }

  /** Of both public sets whose answers' lengths are known, and the least gain of the two. */
  static Figures figures(PublicPools pools) throws IOException {
    Comparison mmluPro = compare(pools, pools.mmluPro());
    Comparison zeroEval = compare(pools, pools.zeroEval());
    Comparison least = mmluPro.gain() < zeroEval.gain() ? mmluPro : zeroEval;
    return new Figures()
        .put("gain", least.gain())
        .put("gain", least.interval())
        .put("mmlu_pro", mmluPro.figures())
        .put("zero_eval", zeroEval.figures());
  }

  private static Comparison compare(PublicPools pools, Pool pool) {
    double[] outputPrices = pools.outputPrices(pool.models());
    Pool actions = of(pool, outputPrices);
    Expectation expected = CrossValidation.expectation(pool, Forecaster::trained);
    return Comparison.of(
        Sweep.of(pool, expected), Sweep.of(actions, expectation(actions, expected)), pool);
  }

  /**
   * A choice of model alone, and of model and budget, over the same costs: those of single models
   * as they are. The interval is of the difference, by a paired bootstrap over prompts.
   */
  record Comparison(PoolResult alone, PoolResult joint, Interval interval) {
    static Comparison of(OperatingPoints alone, OperatingPoints joint, Pool pool) {
      Range range = Range.of(pool);
      double[] gains = new double[RESAMPLES];
      var random = new Random(1);
      for (int i = 0; i < RESAMPLES; i++) {
        int[] times = Bootstrap.draw(pool.examples().size(), random);
        gains[i] =
            joint.frontier(times).area(range.least(), range.most())
                - alone.frontier(times).area(range.least(), range.most());
      }
      return new Comparison(
          PoolResult.of(alone.frontier(), range),
          PoolResult.of(joint.frontier(), range),
          Interval.of(gains));
    }

    double gain() {
      return joint.audc() - alone.audc();
    }

    Figures figures() {
      return new Figures()
          .put("gain", gain())
          .put("gain", interval)
          .put("", joint)
          .put("models_only_", alone);
    }
  }

  /**
   * What is expected of the variants.
   *
   * @param expected of the models as they are, by predictors that have not seen the row
   */
  static Expectation expectation(Pool actions, Expectation expected) {
    int[] folds = actions.examples().stream().mapToInt(CrossValidation::fold).toArray();
    double[][] scores = actions.examples().stream().map(Example::scores).toArray(double[][]::new);
    double[][] costs = actions.examples().stream().map(Example::costs).toArray(double[][]::new);
    return new Expectation(
        less(expected.chance(), folds, scores), less(expected.cost(), folds, costs));
  }

  /** {@code expected}, and for each variant less than that by the mean difference elsewhere. */
  private static double[][] less(double[][] expected, int[] folds, double[][] values) {
    int models = expected[0].length;
    double[][] means = new double[CrossValidation.FOLDS][];
    for (int fold = 0; fold < CrossValidation.FOLDS; fold++) {
      means[fold] = meansOutside(fold, folds, values);
    }
    double[][] less = new double[expected.length][values[0].length];
    for (int row = 0; row < less.length; row++) {
      double[] mean = means[folds[row]];
      for (int at = 0; at < mean.length; at++) {
        int model = at % models;
        less[row][at] = Math.max(0, expected[row][model] - (mean[model] - mean[at]));
      }
    }
    return less;
  }

  private static double[] meansOutside(int fold, int[] folds, double[][] values) {
    double[] means = new double[values[0].length];
    int rows = 0;
    for (int row = 0; row < folds.length; row++) {
      if (folds[row] != fold) {
        rows++;
        for (int at = 0; at < means.length; at++) {
          means[at] += (values[row][at] - means[at]) / rows;
        }
      }
    }
    return means;
  }
}
