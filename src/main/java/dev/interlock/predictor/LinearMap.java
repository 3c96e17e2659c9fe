package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * From the similarities to the landmarks to some numbers.
 *
 * @param weights a row for each landmark, a column for each number
 * @param intercept of each number
 */
@SuppressWarnings("ArrayRecordComponent")
public record LinearMap(float[][] weights, float[] intercept) {
  /** Gives no numbers. */
  public static LinearMap none(int landmarks) {
    return new LinearMap(new float[landmarks][0], new float[0]);
  }

  /** The numbers of a text with such {@code similarities}. */
  public double[] apply(float[] similarities) {
    float[] sums = intercept.clone();
    for (int i = 0; i < similarities.length; i++) {
      float similarity = similarities[i];
      float[] row = weights[i];
      for (int o = 0; o < sums.length; o++) {
        sums[o] += similarity * row[o];
      }
    }
    double[] numbers = new double[sums.length];
    for (int o = 0; o < numbers.length; o++) {
      numbers[o] = sums[o];
    }
    return numbers;
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, intercept);
    for (float[] row : weights) {
      Floats.write(out, row);
    }
  }

  static LinearMap read(DataInput in, int landmarks) throws IOException {
    float[] intercept = Floats.read(in);
    var weights = new float[landmarks][];
    for (int i = 0; i < landmarks; i++) {
      weights[i] = Floats.read(in);
      if (weights[i].length != intercept.length) {
        throw new IOException("weights: " + weights[i].length + " of " + intercept.length);
      }
    }
    return new LinearMap(weights, intercept);
  }
}
