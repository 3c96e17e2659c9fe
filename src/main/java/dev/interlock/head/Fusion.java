package dev.interlock.head;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Late fusion: class scores of several parts added with a weight each. The weights are fitted on
 * rows the parts have not seen, by the likelihood of the fused softmax, so they hold the
 * temperature too and the fused probabilities are calibrated. Immutable; any thread.
 */
@SuppressWarnings("ArrayRecordComponent")
record Fusion(float[] weights) {
  private static final int ITERATIONS = 100;

  /**
   * Fits the weights.
   *
   * @param scores {@code [part][row][class]}, of rows the parts were not trained on
   * @param labels class of each row
   * @param prior weights to stay near to while the rows say little
   * @param strength how many rows the prior is worth
   */
  static Fusion fit(float[][][] scores, int[] labels, float[] prior, double strength) {
    int parts = scores.length;
    int rows = labels.length;
    // Solved as multiples of the prior, which makes the problem well scaled.
    float[] multiples = new float[parts];
    Arrays.fill(multiples, 1);
    if (rows == 0) {
      return new Fusion(prior.clone());
    }
    Lbfgs.Objective loss =
        (at, gradient) -> {
          double sum = 0;
          double[] slope = new double[parts];
          for (int row = 0; row < rows; row++) {
            float[] fused = new float[scores[0][row].length];
            for (int p = 0; p < parts; p++) {
              addScaled(fused, at[p] * prior[p], scores[p][row]);
            }
            float own = fused[labels[row]];
            sum += Softmax.inPlace(fused) - own;
            fused[labels[row]] -= 1;
            for (int p = 0; p < parts; p++) {
              for (int c = 0; c < fused.length; c++) {
                slope[p] += fused[c] * prior[p] * scores[p][row][c];
              }
            }
          }
          for (int p = 0; p < parts; p++) {
            double away = at[p] - 1;
            sum += strength * away * away / 2;
            gradient[p] = (float) ((slope[p] + strength * away) / rows);
          }
          return sum / rows;
        };
    Lbfgs.minimize(loss, multiples, ITERATIONS, 1e-9);
    float[] weights = new float[parts];
    for (int p = 0; p < parts; p++) {
      weights[p] = Math.max(0, multiples[p]) * prior[p];
    }
    return new Fusion(weights);
  }

  /** The fused scores of one row, {@code [part][class]}. */
  float[] fuse(float[][] scores) {
    float[] fused = new float[scores[0].length];
    for (int p = 0; p < weights.length; p++) {
      addScaled(fused, weights[p], scores[p]);
    }
    return fused;
  }

  private static void addScaled(float[] to, float factor, float[] scores) {
    for (int c = 0; c < to.length; c++) {
      to[c] += factor * scores[c];
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(weights.length);
    for (float weight : weights) {
      out.writeFloat(weight);
    }
  }

  static Fusion read(DataInput in) throws IOException {
    float[] weights = new float[in.readInt()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readFloat();
    }
    return new Fusion(weights);
  }
}
