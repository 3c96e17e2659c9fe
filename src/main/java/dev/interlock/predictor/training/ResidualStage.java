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
 * the same prompts are learnt together.
 */
final class ResidualStage {
  /**
   * Penalty of the squared weights, where a score has a variance of at most a quarter. The optimum
   * is flat, from 30 to 300 on all public sets, and what rows held out say about it is noisier than
   * that.
   */
  private static final double RIDGE = 50;

  private final Rows rows;
  private final double[][] targets;
  private final int models;

  /**
   * @param targets by row and model; NaN where unknown
   */
  ResidualStage(Rows rows, double[][] targets, int models) {
    this.rows = rows;
    this.targets = targets;
    this.models = models;
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

  private double[][] of(List<Integer> group) {
    return Arrays.stream(targets)
        .map(row -> group.stream().mapToDouble(model -> row[model]).toArray())
        .toArray(double[][]::new);
  }
}
