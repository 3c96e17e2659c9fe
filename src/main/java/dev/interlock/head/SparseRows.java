package dev.interlock.head;

import dev.interlock.embedding.SparseVector;
import java.util.List;

/** Rows of sparse vectors, their indices folded into {@code dimension} buckets (a power of two). */
public final class SparseRows implements Rows {
  private final SparseVector[] rows;
  private final int dimension;

  public SparseRows(List<SparseVector> rows, int dimension) {
    if (Integer.bitCount(dimension) != 1) {
      throw new IllegalArgumentException("dimension: " + dimension + " (expected: a power of two)");
    }
    this.rows = rows.toArray(SparseVector[]::new);
    this.dimension = dimension;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void addScores(int row, float[] weights, float[] scores) {
    SparseVector x = rows[row];
    int[] indices = x.indices();
    float[] values = x.values();
    int classes = scores.length;
    for (int i = 0; i < x.size(); i++) {
      float value = values[i];
      int offset = (indices[i] & (dimension - 1)) * classes;
      for (int c = 0; c < classes; c++) {
        scores[c] += value * weights[offset + c];
      }
    }
  }

  @Override
  public void addGradient(int row, float[] residual, float[] gradient) {
    SparseVector x = rows[row];
    int[] indices = x.indices();
    float[] values = x.values();
    int classes = residual.length;
    for (int i = 0; i < x.size(); i++) {
      float value = values[i];
      int offset = (indices[i] & (dimension - 1)) * classes;
      for (int c = 0; c < classes; c++) {
        gradient[offset + c] += value * residual[c];
      }
    }
  }
}
