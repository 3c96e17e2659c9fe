package dev.interlock.head;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The chance that a text belongs to any of a head's classes, from how well the best class fits: a
 * logistic function of its {@link Fit}. Immutable.
 *
 * @param bias constant term
 * @param byScore weight of the fused score
 * @param byProbability weight of the log probability
 */
record Rejection(float bias, float byScore, float byProbability) {
  /** Nothing is ever out of scope. */
  static final Rejection NEVER = new Rejection(100, 0, 0);

  private static final double INSIDE = 0.8;
  private static final int ITERATIONS = 100;
  private static final float PENALTY = 0.003f;

  double inScope(Fit fit) {
    double z = bias + byScore * fit.score() + byProbability * fit.logProbability();
    return 1 / (1 + Math.exp(-z));
  }

  /** The same where as many texts belong to no class as to one. */
  double amongEven(Fit fit) {
    double chance = inScope(fit);
    double odds = INSIDE / (1 - INSIDE);
    return chance / (chance + odds * (1 - chance));
  }

  /**
   * Fits the function on examples of both kinds. However many there are of each, {@link #INSIDE} of
   * the weight is on those inside: rejecting a text that belongs is the dearer mistake.
   */
  static Rejection fit(List<Fit> inside, List<Fit> outside) {
    if (inside.isEmpty() || outside.isEmpty()) {
      return NEVER;
    }
    float score = (float) inside.stream().mapToDouble(Fit::score).average().orElse(0);
    float log = (float) inside.stream().mapToDouble(Fit::logProbability).average().orElse(0);
    var center = new Fit(score, log);
    Lbfgs.Objective loss =
        (at, gradient) -> {
          gradient[0] = 0;
          gradient[1] = PENALTY * at[1];
          gradient[2] = PENALTY * at[2];
          double sum = PENALTY / 2 * ((double) at[1] * at[1] + (double) at[2] * at[2]);
          sum += add(inside, 1, center, at, gradient);
          return sum + add(outside, 0, center, at, gradient);
        };
    float[] at = new float[3];
    Lbfgs.minimize(loss, at, ITERATIONS, 1e-9);
    return new Rejection(at[0] - at[1] * score - at[2] * log, at[1], at[2]);
  }

  private static double add(List<Fit> fits, int truth, Fit center, float[] at, float[] gradient) {
    double weight = (truth == 1 ? INSIDE : 1 - INSIDE) / fits.size();
    double sum = 0;
    for (Fit fit : fits) {
      float x = fit.score() - center.score();
      float y = fit.logProbability() - center.logProbability();
      double p = 1 / (1 + Math.exp(-(at[0] + at[1] * x + at[2] * y)));
      sum -= weight * Math.log(Math.max(1e-12, truth == 1 ? p : 1 - p));
      float slope = (float) (weight * (p - truth));
      gradient[0] += slope;
      gradient[1] += slope * x;
      gradient[2] += slope * y;
    }
    return sum;
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
