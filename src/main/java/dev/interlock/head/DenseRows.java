package dev.interlock.head;

import java.util.List;

/** Rows of dense vectors, all of one length. */
public final class DenseRows implements Rows {
  private final float[][] rows;
  private final int dimension;

  public DenseRows(List<float[]> rows) {
    this.rows = rows.toArray(float[][]::new);
    this.dimension = this.rows.length == 0 ? 0 : this.rows[0].length;
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
    DenseLayer.addScores(rows[row], weights, scores);
  }

  @Override
  public void addGradient(int row, float[] residual, float[] gradient) {
    float[] x = rows[row];
    int classes = residual.length;
    for (int f = 0; f < x.length; f++) {
      float value = x[f];
      int offset = f * classes;
      for (int c = 0; c < classes; c++) {
        gradient[offset + c] += value * residual[c];
      }
    }
  }
}
