package dev.interlock.predictor.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Learns, for each model, how a prompt differs from the average of its kind. Models that were asked
 * the same prompts are learnt together: what all of them find hard, and who of them finds it
 * harder.
 */
final class ResidualStage {
  /**
   * Penalty of the squared weights, where a score has a variance of at most a quarter. The optimum
   * is flat, from 30 to 300 on all public sets, and what rows held out say about it is noisier than
   * that.
   */
  private static final double RIDGE = 50;

  /**
   * Least penalty of what scores of several models have in common: the more models, the less of it
   * is noise. By squared errors on rows held out within the training parts of the public sets.
   */
  static final double COMMON_RIDGE = 10;

  /** Learns each model alone. */
  static final double APART = Double.POSITIVE_INFINITY;

  private final Rows rows;
  private final double[][] targets;
  private final int models;
  private final double commonRidge;

  /**
   * @param targets by row and model; NaN where unknown
   * @param commonRidge least penalty of what models have in common, or {@link #APART}
   */
  ResidualStage(Rows rows, double[][] targets, int models, double commonRidge) {
    this.rows = rows;
    this.targets = targets;
    this.models = models;
    this.commonRidge = commonRidge;
  }

  /**
   * The result.
   *
   * @param fit weights for all models
   * @param heldOut by row and model, the correction when the row's fold is held out
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Result(Regression.Fit fit, double[][] heldOut) {}

  Result learn() {
    var heldOut = new double[targets.length][models];
    var weights = new DMatrixRMaj(rows.map().size(), models);
    double[] intercept = new double[models];
    groups().forEach((asked, group) -> learn(asked, group, heldOut, weights, intercept));
    return new Result(new Regression.Fit(weights, intercept), heldOut);
  }

  private void learn(
      List<Integer> asked,
      List<Integer> group,
      double[][] heldOut,
      DMatrixRMaj weights,
      double[] intercept) {
    Regression regression = rows.regression(asked.stream().mapToInt(Integer::intValue).toArray());
    double ridge = Math.max(commonRidge, RIDGE / group.size());
    if (ridge >= RIDGE) {
      learnApart(regression, asked, group, heldOut, weights, intercept);
      return;
    }
    double[][] common = common(group);
    double[][] apart = apart(group, common);
    double[][] someCommon = regression.heldOut(common, ridge);
    double[][] someApart = regression.heldOut(apart, RIDGE);
    Regression.Fit together = regression.fit(common, ridge);
    Regression.Fit alone = regression.fit(apart, RIDGE);
    for (int g = 0; g < group.size(); g++) {
      int model = group.get(g);
      for (int row : asked) {
        heldOut[row][model] = someApart[row] == null ? 0 : someCommon[row][0] + someApart[row][g];
      }
      intercept[model] = together.intercept()[0] + alone.intercept()[g];
      for (int i = 0; i < weights.getNumRows(); i++) {
        weights.set(i, model, together.weights().get(i, 0) + alone.weights().get(i, g));
      }
    }
  }

  private void learnApart(
      Regression regression,
      List<Integer> asked,
      List<Integer> group,
      double[][] heldOut,
      DMatrixRMaj weights,
      double[] intercept) {
    double[][] wanted = of(group);
    double[][] some = regression.heldOut(wanted, RIDGE);
    Regression.Fit fit = regression.fit(wanted, RIDGE);
    for (int g = 0; g < group.size(); g++) {
      int model = group.get(g);
      for (int row : asked) {
        heldOut[row][model] = some[row] == null ? 0 : some[row][g];
      }
      intercept[model] = fit.intercept()[g];
      for (int i = 0; i < weights.getNumRows(); i++) {
        weights.set(i, model, fit.weights().get(i, g));
      }
    }
  }

  private double[][] of(List<Integer> group) {
    return Arrays.stream(targets)
        .map(row -> group.stream().mapToDouble(model -> row[model]).toArray())
        .toArray(double[][]::new);
  }

  /** Models by the rows that they were asked. */
  private Map<List<Integer>, List<Integer>> groups() {
    var groups = new LinkedHashMap<List<Integer>, List<Integer>>();
    for (int m = 0; m < models; m++) {
      int model = m;
      List<Integer> asked =
          IntStream.range(0, targets.length)
              .filter(row -> !Double.isNaN(targets[row][model]))
              .boxed()
              .toList();
      if (!asked.isEmpty()) {
        groups.computeIfAbsent(asked, _ -> new ArrayList<>()).add(m);
      }
    }
    return groups;
  }

  /** The mean of the models of {@code group}, by row. */
  private double[][] common(List<Integer> group) {
    return Arrays.stream(targets)
        .map(
            row ->
                new double[] {
                  group.stream().mapToDouble(model -> row[model]).average().orElse(Double.NaN)
                })
        .toArray(double[][]::new);
  }

  /** What each of {@code group} differs by from what they have in common. */
  private double[][] apart(List<Integer> group, double[][] common) {
    return IntStream.range(0, targets.length)
        .mapToObj(
            row ->
                group.stream().mapToDouble(model -> targets[row][model] - common[row][0]).toArray())
        .toArray(double[][]::new);
  }
}
