package dev.interlock.predictor.training;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Inner products of the features of some rows, and their sums; what ridge regression needs. */
final class Gram {
  private static final int BLOCK = 512;

  private final DMatrixRMaj products;
  private final double[] sums;
  private int rows;

  Gram(int features) {
    products = new DMatrixRMaj(features, features);
    sums = new double[features];
  }

  /** The sum of two. */
  Gram plus(Gram other) {
    return combined(other, 1);
  }

  /** Without the rows of {@code other}. */
  Gram minus(Gram other) {
    return combined(other, -1);
  }

  private Gram combined(Gram other, int sign) {
    var result = new Gram(sums.length);
    CommonOps_DDRM.add(products, sign, other.products, result.products);
    for (int i = 0; i < sums.length; i++) {
      result.sums[i] = sums[i] + sign * other.sums[i];
    }
    result.rows = rows + sign * other.rows;
    return result;
  }

  /** Adds the rows of {@code features} at {@code chosen}. */
  void add(DMatrixRMaj features, int[] chosen) {
    var product = new DMatrixRMaj(sums.length, sums.length);
    for (int from = 0; from < chosen.length; from += BLOCK) {
      DMatrixRMaj block = rows(features, chosen, from, Math.min(chosen.length, from + BLOCK));
      CommonOps_DDRM.multInner(block, product);
      CommonOps_DDRM.addEquals(products, product);
      for (int row = 0; row < block.getNumRows(); row++) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += block.unsafe_get(row, i);
        }
      }
    }
    rows += chosen.length;
  }

  static DMatrixRMaj rows(DMatrixRMaj features, int[] chosen, int from, int to) {
    int columns = features.getNumCols();
    var block = new DMatrixRMaj(to - from, columns);
    for (int row = from; row < to; row++) {
      System.arraycopy(
          features.getData(),
          chosen[row] * columns,
          block.getData(),
          (row - from) * columns,
          columns);
    }
    return block;
  }

  int rows() {
    return rows;
  }

  double sum(int feature) {
    return sums[feature];
  }

  /** The products with {@code ridge} added to the diagonal. */
  DMatrixRMaj withRidge(double ridge) {
    DMatrixRMaj matrix = products.copy();
    for (int i = 0; i < sums.length; i++) {
      matrix.add(i, i, ridge);
    }
    return matrix;
  }
}
