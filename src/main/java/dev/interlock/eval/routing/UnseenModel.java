package dev.interlock.eval.routing;

import dev.interlock.eval.pool.CrossValidation;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Frontier;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.Range;
import dev.interlock.eval.pool.Sweep;
import dev.interlock.predictor.training.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What it costs to know a model by a few graded prompts alone: each model in turn, judged by the
 * first of the five folds and beside a router that knows all answers of all models.
 */
final class UnseenModel {
  private static final int GRADED = 300;

  private final Pool train;
  private final Pool test;

  UnseenModel(Pool pool) {
    train = pool.rows(rows(pool, false));
    test = pool.rows(rows(pool, true));
  }

  private static int[] rows(Pool pool, boolean judged) {
    return IntStream.range(0, pool.examples().size())
        .filter(row -> (CrossValidation.fold(pool.examples().get(row)) == 0) == judged)
        .toArray();
  }

  Figures run() {
    double full = area(train.examples());
    var byModel = new Figures();
    double sum = 0;
    double worst = Double.NEGATIVE_INFINITY;
    for (int model = 0; model < train.models().size(); model++) {
      double area = area(knownByFew(model));
      byModel.put(train.models().get(model), full - area);
      sum += area;
      worst = Math.max(worst, full - area);
    }
    double mean = sum / train.models().size();
    return new Figures()
        .put("audc", mean)
        .put("full_audc", full)
        .put("loss", full - mean)
        .put("worst_loss", worst)
        .put("loss_by_model", byModel);
  }

  private double area(List<Example> taught) {
    Forecaster forecaster = Forecaster.trained(taught, train.models().size());
    Frontier frontier = Sweep.of(test, Expectation.of(test, forecaster)).frontier();
    Range range = Range.of(test);
    return frontier.area(range.least(), range.most());
  }

  private List<Example> knownByFew(int model) {
    var shuffled = new ArrayList<>(train.examples());
    Collections.shuffle(shuffled, new Random(model));
    var taught = new ArrayList<Example>();
    for (int row = 0; row < shuffled.size(); row++) {
      Example each = shuffled.get(row);
      double[] scores = each.scores().clone();
      double[] costs = each.costs().clone();
      double[] tokens = each.tokens().clone();
      if (row >= GRADED) {
        scores[model] = Double.NaN;
        costs[model] = Double.NaN;
        tokens[model] = Double.NaN;
      }
      taught.add(new Example(each.text(), each.key(), each.task(), scores, tokens, costs));
    }
    return taught;
  }
}
