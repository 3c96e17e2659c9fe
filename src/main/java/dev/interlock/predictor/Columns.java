package dev.interlock.predictor;

/**
 * Vectors of one length, dimension by dimension: one is compared to all of them at once, in loops
 * that the compiler turns into vector instructions. Each sum is added up in the order of the
 * dimensions, as it would be for one vector alone. Immutable; any thread.
 */
final class Columns {
  private final float[][] byDimension;
  private final int size;

  private Columns(float[][] byDimension, int size) {
    this.byDimension = byDimension;
    this.size = size;
  }

  static Columns of(float[][] vectors) {
    int dimensions = vectors.length == 0 ? 0 : vectors[0].length;
    var byDimension = new float[dimensions][vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      for (int d = 0; d < dimensions; d++) {
        byDimension[d][i] = vectors[i][d];
      }
    }
    return new Columns(byDimension, vectors.length);
  }

  /** How many vectors there are. */
  int size() {
    return size;
  }

  /** The vector at {@code index}. */
  float[] vector(int index) {
    float[] vector = new float[byDimension.length];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = byDimension[d][index];
    }
    return vector;
  }

  /** The inner product of {@code vector} and each. */
  float[] products(float[] vector) {
    float[] sums = new float[size];
    for (int d = 0; d < vector.length; d++) {
      addProducts(sums, byDimension[d], vector[d]);
    }
    return sums;
  }

  private static void addProducts(float[] sums, float[] column, float factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * column[i];
    }
  }

  /** The squared distance between {@code vector} and each. */
  float[] squaredDistances(float[] vector) {
    float[] sums = new float[size];
    for (int d = 0; d < vector.length; d++) {
      addSquares(sums, byDimension[d], vector[d]);
    }
    return sums;
  }

  private static void addSquares(float[] sums, float[] column, float value) {
    for (int i = 0; i < sums.length; i++) {
      float difference = value - column[i];
      sums[i] += difference * difference;
    }
  }
}
