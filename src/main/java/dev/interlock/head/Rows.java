package dev.interlock.head;

/**
 * Training rows in some feature space. Weights lie class by class within a feature ({@code
 * weights[feature * classes + class]}), so that both directions are sums of contiguous rows.
 */
public sealed interface Rows permits DenseRows, SparseRows {
  /** Number of rows. */
  int size();

  /** Number of features. */
  int dimension();

  /** Adds row {@code row} times {@code weights} to {@code scores}, one per class. */
  void addScores(int row, float[] weights, float[] scores);

  /** Adds the outer product of row {@code row} and {@code residual} to {@code gradient}. */
  void addGradient(int row, float[] residual, float[] gradient);
}
