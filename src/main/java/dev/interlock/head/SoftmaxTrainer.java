package dev.interlock.head;

import java.util.Arrays;

/**
 * Multinomial logistic regression with an L2 penalty, by L-BFGS. Deterministic: the same rows in
 * the same order give the same bits.
 */
public final class SoftmaxTrainer {
  private static final double TOLERANCE = 1e-5;

  private SoftmaxTrainer() {}

  /**
   * Trains weights, {@code [feature][class]}, and one more row of biases.
   *
   * @param rows the features
   * @param labels class of each row
   * @param classes number of classes
   * @param l2 strength of the penalty, relative to the mean loss of a row
   * @param iterations at most this many steps
   */
  public static float[] train(Rows rows, int[] labels, int classes, double l2, int iterations) {
    float[] zeros = new float[(rows.dimension() + 1) * classes];
    return train(rows, labels, classes, l2, iterations, zeros);
  }

  /** Trains on from {@code start}, which is not changed. */
  static float[] train(
      Rows rows, int[] labels, int classes, double l2, int iterations, float[] start) {
    int biasAt = rows.dimension() * classes;
    float[] weights = start.clone();
    Lbfgs.Objective loss =
        (at, gradient) -> {
          Arrays.fill(gradient, 0);
          float[] scores = new float[classes];
          double sum = 0;
          for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(at, biasAt, scores, 0, classes);
            rows.addScores(row, at, scores);
            float own = scores[labels[row]];
            sum += Softmax.inPlace(scores) - own;
            scores[labels[row]] -= 1;
            rows.addGradient(row, scores, gradient);
            for (int c = 0; c < classes; c++) {
              gradient[biasAt + c] += scores[c];
            }
          }
          return regularize(at, gradient, biasAt, sum, rows.size(), l2);
        };
    Lbfgs.minimize(loss, weights, iterations, TOLERANCE);
    return weights;
  }

  private static double regularize(
      float[] at, float[] gradient, int biasAt, double lossSum, int rows, double l2) {
    float scale = 1f / rows;
    double squares = 0;
    for (int i = 0; i < biasAt; i++) {
      gradient[i] = gradient[i] * scale + (float) l2 * at[i];
      squares += (double) at[i] * at[i];
    }
    for (int i = biasAt; i < at.length; i++) {
      gradient[i] *= scale;
    }
    return lossSum / rows + l2 / 2 * squares;
  }
}
