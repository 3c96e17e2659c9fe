package dev.interlock.head;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The chance that a text belongs to any of a head's classes, from how well the best class fits: a
 * logistic function of its fused score and of the logarithm of its probability. Immutable.
 *
 * @param bias constant term
 * @param byScore weight of the fused score
 * @param byProbability weight of the log probability
 */
record Rejection(float bias, float byScore, float byProbability) {
  /** Nothing is ever out of scope. */
  static final Rejection NEVER = new Rejection(100, 0, 0);

  private static final int ITERATIONS = 100;

  double inScope(float score, float probability) {
    double z = bias + byScore * score + byProbability * logOf(probability);
    return 1 / (1 + Math.exp(-z));
  }

  /**
   * Fits the function on examples of both kinds, each kind counting the same.
   *
   * @param inside score and probability of texts that belong to a class
   * @param outside the same of texts that do not
   */
  static Rejection fit(float[][] inside, float[][] outside) {
    if (inside.length == 0 || outside.length == 0) {
      return NEVER;
    }
    float[] mean = new float[2];
    for (float[] row : inside) {
      mean[0] += row[0] / inside.length;
      mean[1] += logOf(row[1]) / inside.length;
    }
    Lbfgs.Objective loss =
        (at, gradient) -> {
          gradient[0] = 0;
          gradient[1] = 0.01f * at[1];
          gradient[2] = 0.01f * at[2];
          double sum = 0.005 * ((double) at[1] * at[1] + (double) at[2] * at[2]);
          sum += add(inside, 1, mean, at, gradient);
          return sum + add(outside, 0, mean, at, gradient);
        };
    float[] at = new float[3];
    Lbfgs.minimize(loss, at, ITERATIONS, 1e-9);
    return new Rejection(at[0] - at[1] * mean[0] - at[2] * mean[1], at[1], at[2]);
  }

  private static double add(float[][] rows, int truth, float[] mean, float[] at, float[] gradient) {
    double weight = 0.5 / rows.length;
    double sum = 0;
    for (float[] row : rows) {
      float x = row[0] - mean[0];
      float y = logOf(row[1]) - mean[1];
      double z = at[0] + at[1] * x + at[2] * y;
      double p = 1 / (1 + Math.exp(-z));
      sum -= weight * Math.log(Math.max(1e-12, truth == 1 ? p : 1 - p));
      float slope = (float) (weight * (p - truth));
      gradient[0] += slope;
      gradient[1] += slope * x;
      gradient[2] += slope * y;
    }
    return sum;
  }

  private static float logOf(float probability) {
    return (float) Math.log(Math.max(1e-9f, probability));
  }

  void write(DataOutput out) throws IOException {
    out.writeFloat(bias);
    out.writeFloat(byScore);
    out.writeFloat(byProbability);
  }

  static Rejection read(DataInput in) throws IOException {
    return new Rejection(in.readFloat(), in.readFloat(), in.readFloat());
  }
}
