package dev.interlock.head;

import java.util.Arrays;

/**
 * Nearest-centroid heads for a handful of examples per class: the score of a class is the cosine to
 * the mean of its examples. Rows must have unit length.
 */
final class CentroidTrainer {
  private final Rows rows;
  private final int[] labels;
  private final int classes;
  private final float[] sums;
  private final double[] squares;

  CentroidTrainer(Rows rows, int[] labels, int classes) {
    this.rows = rows;
    this.labels = labels;
    this.classes = classes;
    this.sums = new float[(rows.dimension() + 1) * classes];
    this.squares = new double[classes];
    float[] own = new float[classes];
    for (int row = 0; row < rows.size(); row++) {
      own[labels[row]] = 1;
      rows.addGradient(row, own, sums);
      own[labels[row]] = 0;
    }
    for (int i = 0; i < rows.dimension() * classes; i++) {
      squares[i % classes] += (double) sums[i] * sums[i];
    }
  }

  /** Weights, {@code [feature][class]}, and a row of zero biases. */
  float[] weights() {
    float[] weights = sums.clone();
    for (int i = 0; i < weights.length; i++) {
      double square = squares[i % classes];
      weights[i] = square > 0 ? (float) (weights[i] / Math.sqrt(square)) : 0;
    }
    return weights;
  }

  /**
   * Scores of each row when its own class has never seen it; a class left without examples scores
   * zero.
   */
  float[][] leaveOneOutScores() {
    float[][] scores = new float[rows.size()][classes];
    for (int row = 0; row < rows.size(); row++) {
      rows.addScores(row, sums, scores[row]);
      int own = labels[row];
      double ownSum = scores[row][own];
      for (int c = 0; c < classes; c++) {
        scores[row][c] = squares[c] > 0 ? (float) (scores[row][c] / Math.sqrt(squares[c])) : 0;
      }
      double rest = squares[own] - 2 * ownSum + 1;
      scores[row][own] = rest > 1e-6 ? (float) ((ownSum - 1) / Math.sqrt(rest)) : 0;
    }
    return scores;
  }

  /** Number of examples of each class. */
  int[] counts() {
    int[] counts = new int[classes];
    Arrays.stream(labels).forEach(label -> counts[label]++);
    return counts;
  }
}
