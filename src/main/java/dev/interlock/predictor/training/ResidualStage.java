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
 * the same prompts are learnt together. The penalty is the one that tells models apart best on rows
 * held out: what all models have in common does not matter to a choice.
 */
final class ResidualStage {
  private static final double[] RIDGES = {30, 100, 300};

  private final Rows rows;
  private final double[][] targets;
  private final double[][] base;
  private final int models;

  /**
   * @param targets by row and model; NaN where unknown
   * @param base what is expected already, less the models' averages
   */
  ResidualStage(Rows rows, double[][] targets, double[][] base, int models) {
    this.rows = rows;
    this.targets = targets;
    this.base = base;
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
    Map<List<Integer>, List<Integer>> groups = groups();
    double[][] best = new double[0][];
    double ridge = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double candidate : RIDGES) {
      double[][] heldOut = heldOut(groups, candidate);
      double agreement = agreement(heldOut);
      if (agreement > most) {
        most = agreement;
        ridge = candidate;
        best = heldOut;
      }
    }
    return new Result(fit(groups, ridge), best);
  }

  /** Of base and correction with what is wanted, about the models' averages. */
  private double agreement(double[][] heldOut) {
    var agreement = new Agreement();
    for (int row = 0; row < targets.length; row++) {
      double[] predicted = new double[models];
      double[] real = new double[models];
      for (int m = 0; m < models; m++) {
        predicted[m] = base[row][m] + heldOut[row][m];
        real[m] = base[row][m] + targets[row][m];
      }
      agreement.add(predicted, real);
    }
    return agreement.value();
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

  private double[][] heldOut(Map<List<Integer>, List<Integer>> groups, double ridge) {
    double[][] all = new double[targets.length][models];
    groups.forEach(
        (asked, group) -> {
          double[][] some = regression(asked).heldOut(of(group), ridge);
          for (int row : asked) {
            for (int g = 0; g < group.size() && some[row] != null; g++) {
              all[row][group.get(g)] = some[row][g];
            }
          }
        });
    return all;
  }

  private Regression.Fit fit(Map<List<Integer>, List<Integer>> groups, double ridge) {
    var weights = new DMatrixRMaj(rows.map().size(), models);
    double[] intercept = new double[models];
    groups.forEach(
        (asked, group) -> {
          Regression.Fit fit = regression(asked).fit(of(group), ridge);
          for (int g = 0; g < group.size(); g++) {
            intercept[group.get(g)] = fit.intercept()[g];
            for (int i = 0; i < weights.getNumRows(); i++) {
              weights.set(i, group.get(g), fit.weights().get(i, g));
            }
          }
        });
    return new Regression.Fit(weights, intercept);
  }

  private Regression regression(List<Integer> asked) {
    return rows.regression(asked.stream().mapToInt(Integer::intValue).toArray());
  }

  private double[][] of(List<Integer> group) {
    return Arrays.stream(targets)
        .map(row -> group.stream().mapToDouble(model -> row[model]).toArray())
        .toArray(double[][]::new);
  }
}
