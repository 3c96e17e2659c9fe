package dev.interlock.head;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A linear map from a dense vector to class scores. Immutable; any thread. */
public final class DenseLayer {
  private final int classes;
  private final float[] weights;

  /**
   * @param classes number of classes
   * @param weights {@code [feature][class]}, then one row of biases
   */
  public DenseLayer(int classes, float[] weights) {
    this.classes = classes;
    this.weights = weights;
  }

  /** Number of scores. */
  int classes() {
    return classes;
  }

  /** Number of features. */
  public int dimension() {
    return weights.length / classes - 1;
  }

  /** The scores of {@code x}, one per class. */
  public float[] scores(float[] x) {
    if (x.length != dimension()) {
      throw new IllegalArgumentException(
          "vector: " + x.length + " numbers (expected: " + dimension() + ")");
    }
    float[] scores = Arrays.copyOfRange(weights, weights.length - classes, weights.length);
    addScores(x, weights, scores);
    return scores;
  }

  static void addScores(float[] x, float[] weights, float[] scores) {
    int classes = scores.length;
    for (int f = 0; f < x.length; f++) {
      float value = x[f];
      int offset = f * classes;
      for (int c = 0; c < classes; c++) {
        scores[c] += value * weights[offset + c];
      }
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(weights.length);
    for (float weight : weights) {
      out.writeFloat(weight);
    }
  }

  static DenseLayer read(DataInput in, int classes) throws IOException {
    float[] weights = new float[in.readInt()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readFloat();
    }
    return new DenseLayer(classes, weights);
  }
}
