package dev.interlock.predictor.training;

import dev.interlock.predictor.Classes;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Multinomial logistic regression on the rows of a {@link Regression}, by steps that solve with the
 * same products as ridge regression: half of them bound the curvature wherever the weights are
 * (Böhning, "Multinomial logistic regression algorithm", 1992). Momentum, which starts anew where
 * it leads uphill, makes {@value #STEPS} steps enough.
 */
final class Classification {
  /** What is left after so many moves no held-out likelihood by more than a hundredth. */
  private static final int STEPS = 20;

  /** Rows at a time: their features stay in the processor's cache. */
  private static final int BLOCK = 128;

  private final Regression regression;
  private final int[] labels;
  private final int classes;
  private final double penalty;

  /**
   * @param labels class of each row of the features; those of rows that take part are in [0, {@code
   *     classes})
   * @param penalty of half the squared weights, where each row counts with its log-likelihood
   */
  Classification(Regression regression, int[] labels, int classes, double penalty) {
    this.regression = regression;
    this.labels = labels;
    this.classes = classes;
    this.penalty = penalty;
  }

  /**
   * Log-odds of the classes, up to a number common to all, as a linear function of the features.
   *
   * @param without the fold that is not looked at, or {@link Regression#NONE}
   */
  Regression.Fit fit(int without) {
    return classes == 1 ? certain() : new Descent(without).run();
  }

  /** Of a class that is the only one. */
  private Regression.Fit certain() {
    return new Regression.Fit(
        new DMatrixRMaj(regression.features().getNumCols(), 1), new double[1]);
  }

  /** The way down to the weights of one fit. Features are taken about their means. */
  private final class Descent {
    private final int[] rows;
    private final double[] means;

    /** Of half the products and the penalty; twice what it gives is a step. */
    private final LinearSolverDense<DMatrixRMaj> solver;

    Descent(int without) {
      rows = regression.rows(without);
      Gram gram = regression.gram(without);
      means = new double[regression.features().getNumCols()];
      Arrays.setAll(means, i -> gram.sum(i) / gram.rows());
      solver = regression.solver(without, 2 * penalty);
    }

    Regression.Fit run() {
      var weights = new DMatrixRMaj(means.length, classes);
      double[] intercept = logShares();
      DMatrixRMaj ahead = weights.copy();
      double[] interceptAhead = intercept.clone();
      int since = 0;
      for (int step = 0; step < STEPS; step++) {
        var slope = new DMatrixRMaj(means.length, classes);
        double[] sums = slope(ahead, interceptAhead, slope);
        var down = new DMatrixRMaj(means.length, classes);
        solver.solve(slope, down);
        var next = new DMatrixRMaj(means.length, classes);
        CommonOps_DDRM.add(ahead, -2, down, next);
        var moved = new DMatrixRMaj(means.length, classes);
        CommonOps_DDRM.subtract(next, weights, moved);
        since = dot(moved, down) > 0 ? 1 : since + 1;
        double momentum = (since - 1.0) / (since + 2);
        CommonOps_DDRM.add(next, momentum, moved, ahead);
        for (int c = 0; c < classes; c++) {
          double own = interceptAhead[c] - 2 * sums[c] / rows.length;
          interceptAhead[c] = own + momentum * (own - intercept[c]);
          intercept[c] = own;
        }
        weights = next;
      }
      return new Regression.Fit(weights, atOrigin(weights, intercept));
    }

    private double[] logShares() {
      double[] shares = new double[classes];
      Arrays.fill(shares, 0.5);
      for (int row : rows) {
        shares[labels[row]]++;
      }
      Arrays.setAll(shares, c -> Math.log(shares[c] / rows.length));
      return shares;
    }

    /** The intercepts for features that are not taken about their means. */
    private double[] atOrigin(DMatrixRMaj weights, double[] intercept) {
      double[] moved = intercept.clone();
      for (int i = 0; i < means.length; i++) {
        for (int c = 0; c < classes; c++) {
          moved[c] -= means[i] * weights.unsafe_get(i, c);
        }
      }
      return moved;
    }

    /**
     * The derivative of the penalised likelihood, its sign turned.
     *
     * @param slope by weight, is written
     * @return by intercept
     */
    private double[] slope(DMatrixRMaj weights, double[] intercept, DMatrixRMaj slope) {
      double[] origin = atOrigin(weights, intercept);
      double[] sums = new double[classes];
      for (int from = 0; from < rows.length; from += BLOCK) {
        int to = Math.min(rows.length, from + BLOCK);
        DMatrixRMaj block = Gram.rows(regression.features(), rows, from, to);
        var surplus = new DMatrixRMaj(to - from, classes);
        CommonOps_DDRM.mult(block, weights, surplus);
        for (int i = 0; i < to - from; i++) {
          surplus(surplus, i, labels[rows[from + i]], origin, sums);
        }
        CommonOps_DDRM.multAddTransA(block, surplus, slope);
      }
      for (int i = 0; i < means.length; i++) {
        for (int c = 0; c < classes; c++) {
          slope.add(i, c, penalty * weights.unsafe_get(i, c) - means[i] * sums[c]);
        }
      }
      return sums;
    }

    /** Turns the scores of a row into its chances, less one for its label. */
    private void surplus(DMatrixRMaj scores, int row, int label, double[] origin, double[] sums) {
      double[] chances = new double[classes];
      Arrays.setAll(chances, c -> scores.unsafe_get(row, c) + origin[c]);
      Classes.softmax(chances, 1);
      chances[label]--;
      for (int c = 0; c < classes; c++) {
        sums[c] += chances[c];
        scores.unsafe_set(row, c, chances[c]);
      }
    }

    private static double dot(DMatrixRMaj a, DMatrixRMaj b) {
      double sum = 0;
      for (int i = 0; i < a.getNumElements(); i++) {
        sum += a.get(i) * b.get(i);
      }
      return sum;
    }
  }
}
