package dev.interlock.predictor.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge regressions of several targets on the features of some rows, with each fold of them held
 * out in turn. The features' products are summed once for all targets and penalties.
 */
final class Regression {
  /** Says that no fold is left out. */
  static final int NONE = -1;

  private final DMatrixRMaj features;
  private final int[][] folds;
  private final Gram all;
  private final Gram[] byFold;
  private final Map<Factor, LinearSolverDense<DMatrixRMaj>> solvers = new HashMap<>();

  /**
   * @param rows which rows of {@code features} take part
   * @param foldOf fold of each row of {@code features}
   */
  Regression(DMatrixRMaj features, int[] rows, int[] foldOf, int foldCount) {
    this.features = features;
    folds = new int[foldCount][];
    byFold = new Gram[foldCount];
    Gram sum = new Gram(features.getNumCols());
    for (int f = 0; f < foldCount; f++) {
      int fold = f;
      folds[f] = Arrays.stream(rows).filter(row -> foldOf[row] == fold).toArray();
      byFold[f] = new Gram(features.getNumCols());
      byFold[f].add(features, folds[f]);
      sum = sum.plus(byFold[f]);
    }
    all = sum;
  }

  /** Weights, a row for each feature and a column for each target, and intercepts. */
  @SuppressWarnings("ArrayRecordComponent")
  record Fit(DMatrixRMaj weights, double[] intercept) {}

  /**
   * Fitted on all rows.
   *
   * @param targets by row of the features, then by target
   */
  Fit fit(double[][] targets, double ridge) {
    return fit(targets, ridge, NONE);
  }

  /** For each row, by row of the features, what is predicted when its fold is held out. */
  double[][] heldOut(double[][] targets, double ridge) {
    return heldOut(fold -> fit(targets, ridge, fold));
  }

  /**
   * The same with fits of another kind.
   *
   * @param fitted by the fold that it did not see
   */
  double[][] heldOut(IntFunction<Fit> fitted) {
    var predictions = new double[features.getNumRows()][];
    for (int f = 0; f < folds.length; f++) {
      if (folds[f].length > 0 && folds[f].length < all.rows()) {
        predict(fitted.apply(f), folds[f], predictions);
      }
    }
    return predictions;
  }

  private void predict(Fit fit, int[] rows, double[][] predictions) {
    DMatrixRMaj block = Gram.rows(features, rows, 0, rows.length);
    var products = new DMatrixRMaj(rows.length, fit.intercept().length);
    CommonOps_DDRM.mult(block, fit.weights(), products);
    for (int i = 0; i < rows.length; i++) {
      double[] prediction = fit.intercept().clone();
      for (int t = 0; t < prediction.length; t++) {
        prediction[t] += products.get(i, t);
      }
      predictions[rows[i]] = prediction;
    }
  }

  /** Rows that take part, those of the fold {@code without} aside. */
  int[] rows(int without) {
    return IntStream.range(0, folds.length)
        .filter(fold -> fold != without)
        .flatMap(fold -> IntStream.of(folds[fold]))
        .toArray();
  }

  DMatrixRMaj features() {
    return features;
  }

  /** Products and sums of {@link #rows}. */
  Gram gram(int without) {
    return without == NONE ? all : all.minus(byFold[without]);
  }

  /**
   * The same without looking at a fold.
   *
   * @param without the fold, or {@link #NONE}
   */
  Fit fit(double[][] targets, double ridge, int without) {
    int[] rows = rows(without);
    int width = targets[rows[0]].length;
    double[] mean = new double[width];
    for (int row : rows) {
      for (int t = 0; t < width; t++) {
        mean[t] += targets[row][t];
      }
    }
    Arrays.setAll(mean, t -> mean[t] / rows.length);
    var cross = new DMatrixRMaj(features.getNumCols(), width);
    for (int f = 0; f < folds.length; f++) {
      if (f != without && folds[f].length > 0) {
        addCross(folds[f], targets, mean, cross);
      }
    }
    var weights = new DMatrixRMaj(features.getNumCols(), width);
    solver(without, ridge).solve(cross, weights);
    return new Fit(weights, mean);
  }

  /** Solves with the products of {@link #rows} and {@code ridge} on their diagonal. */
  LinearSolverDense<DMatrixRMaj> solver(int without, double ridge) {
    return solvers.computeIfAbsent(
        new Factor(without, ridge),
        _ -> {
          var solver = LinearSolverFactory_DDRM.chol(features.getNumCols());
          if (!solver.setA(gram(without).withRidge(ridge))) {
            throw new IllegalStateException("ridge regression: not positive definite");
          }
          return solver;
        });
  }

  /** Which factor: of all rows but those of a fold, with a penalty. */
  private record Factor(int without, double ridge) {}

  private void addCross(int[] rows, double[][] targets, double[] mean, DMatrixRMaj cross) {
    var centred = new DMatrixRMaj(rows.length, mean.length);
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < mean.length; t++) {
        centred.set(i, t, targets[rows[i]][t] - mean[t]);
      }
    }
    CommonOps_DDRM.multAddTransA(Gram.rows(features, rows, 0, rows.length), centred, cross);
  }
}
