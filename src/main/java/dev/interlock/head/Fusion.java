package dev.interlock.head;

import dev.interlock.embedding.Vectors;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

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
   * @param rows scores {@code [part][class]} of rows the parts were not trained on; parts beyond
   *     those of {@code prior} are passed over
   * @param labels class of each row
   * @param prior weights to stay near to while the rows say little
   * @param strength how many rows the prior is worth
   */
  static Fusion fit(List<float[][]> rows, List<Integer> labels, float[] prior, double strength) {
    if (rows.isEmpty()) {
      return new Fusion(prior.clone());
    }
    // Solved as multiples of the prior, which makes the problem well scaled.
    int parts = prior.length;
    Lbfgs.Objective loss =
        (multiples, gradient) -> {
          var fusion = new Fusion(times(prior, multiples));
          double sum = 0;
          double[] slope = new double[parts];
          for (int row = 0; row < rows.size(); row++) {
            float[][] scores = rows.get(row);
            float[] fused = fusion.fuse(scores);
            int label = labels.get(row);
            float own = fused[label];
            sum += Softmax.inPlace(fused) - own;
            fused[label] -= 1;
            for (int p = 0; p < parts; p++) {
              slope[p] += prior[p] * Vectors.dot(fused, scores[p]);
            }
          }
          for (int p = 0; p < parts; p++) {
            double away = multiples[p] - 1;
            sum += strength * away * away / 2;
            gradient[p] = (float) ((slope[p] + strength * away) / rows.size());
          }
          return sum / rows.size();
        };
    float[] multiples = new float[parts];
    Arrays.fill(multiples, 1);
    Lbfgs.minimize(loss, multiples, ITERATIONS, 1e-9);
    for (int p = 0; p < parts; p++) {
      multiples[p] = Math.max(0, multiples[p]);
    }
    return new Fusion(times(prior, multiples));
  }

  private static float[] times(float[] prior, float[] multiples) {
    float[] weights = new float[prior.length];
    for (int p = 0; p < weights.length; p++) {
      weights[p] = prior[p] * multiples[p];
    }
    return weights;
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
