package dev.interlock.equivalence;

/**
 * A logistic curve from a score to a chance (Platt, 1999), fitted so that both kinds count the
 * same.
 *
 * @param slope of the curve
 * @param offset of the curve
 */
record Platt(double slope, double offset) {
  private static final int STEPS = 50;
  private static final double RIDGE = 1e-3;

  double chance(double score) {
    return 1 / (1 + StrictMath.exp(-(slope * score + offset)));
  }

  /** By Newton's method; the curve as it is if there is nothing to fit. */
  static Platt fit(double[] scores, boolean[] same) {
    int ones = 0;
    for (boolean one : same) {
      ones += one ? 1 : 0;
    }
    var curve = new Platt(1, 0);
    if (ones == 0 || ones == same.length) {
      return curve;
    }
    for (int step = 0; step < STEPS; step++) {
      curve = curve.improved(scores, same, 0.5 / ones, 0.5 / (same.length - ones));
    }
    return curve;
  }

  private Platt improved(double[] scores, boolean[] same, double one, double other) {
    double g0 = -RIDGE * (slope - 1);
    double g1 = 0;
    double h00 = RIDGE;
    double h01 = 0;
    double h11 = RIDGE;
    for (int i = 0; i < scores.length; i++) {
      double weight = same[i] ? one : other;
      double chance = chance(scores[i]);
      double gradient = weight * ((same[i] ? 1 : 0) - chance);
      double curvature = weight * chance * (1 - chance);
      g0 += gradient * scores[i];
      g1 += gradient;
      h00 += curvature * scores[i] * scores[i];
      h01 += curvature * scores[i];
      h11 += curvature;
    }
    double determinant = h00 * h11 - h01 * h01;
    return new Platt(
        Math.max(1e-3, slope + (h11 * g0 - h01 * g1) / determinant),
        offset + (h00 * g1 - h01 * g0) / determinant);
  }
}
