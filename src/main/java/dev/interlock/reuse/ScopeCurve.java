package dev.interlock.reuse;

/**
 * The chance that an answer is right, by similarity and pair chance, over all entries of a scope: a
 * logistic curve fitted to the latest evidence by Newton's method. Not thread-safe.
 *
 * <p>It moves with every fit, so nothing is earned along it: {@link #order} stays as it is.
 */
final class ScopeCurve {
  /** Evidence that is kept; the oldest is overwritten. */
  static final int KEPT = 2048;

  private static final int FEWEST_BETWEEN_FITS = 16;
  private static final int MOST_BETWEEN_FITS = 128;
  private static final int STEPS = 8;
  private static final int WEIGHTS = 3;
  private static final double MOST_CHANCE = 0.99;

  /** Holds a weight where its prior is. */
  private static final double HELD = 1e9;

  private static final double[] PRIOR = {-6, 2.5, 0};
  private static final double PRIOR_WEIGHT = 0.5;

  private final float[] similarities = new float[KEPT];
  private final float[] chances = new float[KEPT];
  private final boolean[] rights = new boolean[KEPT];
  private int size;
  private int next;
  private int sinceFit;
  private double lowest = Double.POSITIVE_INFINITY;
  private double[] weights = PRIOR.clone();

  /** How similarity enters: what is missing to 1 counts by its order of magnitude. */
  static double nearness(double similarity) {
    return -Math.log(1.02 - Math.clamp(similarity, 0, 1));
  }

  /** How a chance enters: one of 1, which is what there is without a second check, not at all. */
  static double odds(double chance) {
    double bounded = Math.clamp(chance, 0.01, MOST_CHANCE);
    return Math.log(bounded / (1 - bounded)) - Math.log(MOST_CHANCE / (1 - MOST_CHANCE));
  }

  /**
   * How sure a request is, compared with others of the scope. It does not depend on any evidence,
   * so that what was judged at a place of this order is true of that place for good.
   */
  static double order(double similarity, double chance) {
    return PRIOR[1] * nearness(similarity) + odds(chance);
  }

  /** Whether anything as unlike as this was judged among what is kept. */
  boolean reaches(double similarity) {
    return (float) nearness(similarity) >= lowest;
  }

  /** The logarithm of the odds that an answer is right. */
  double at(double similarity, double chance) {
    return weights[0] + weights[1] * nearness(similarity) + weights[2] * odds(chance);
  }

  void learn(double similarity, double chance, boolean right) {
    similarities[next] = (float) nearness(similarity);
    lowest = Math.min(lowest, similarities[next]);
    chances[next] = (float) odds(chance);
    rights[next] = right;
    next = (next + 1) % KEPT;
    size = Math.min(size + 1, KEPT);
    sinceFit++;
    if (sinceFit >= Math.clamp(size / 8, FEWEST_BETWEEN_FITS, MOST_BETWEEN_FITS)) {
      sinceFit = 0;
      fit();
      lowest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < size; i++) {
        lowest = Math.min(lowest, similarities[i]);
      }
    }
  }

  private void fit() {
    double[] w = fitted(PRIOR_WEIGHT);
    if (w[2] < 0) {
      // A chance that counts against an answer would be noise; the rest is fitted without it.
      w = fitted(HELD);
    }
    // So would be a curve that falls with similarity.
    w[1] = Math.max(w[1], 0);
    w[2] = Math.max(w[2], 0);
    weights = w;
  }

  private double[] fitted(double weightOfNoChance) {
    double[] w = weights.clone();
    for (int step = 0; step < STEPS; step++) {
      double[][] curvature = new double[WEIGHTS][WEIGHTS];
      double[] slope = new double[WEIGHTS];
      for (int i = 0; i < WEIGHTS; i++) {
        curvature[i][i] = PRIOR_WEIGHT;
        slope[i] = PRIOR_WEIGHT * (PRIOR[i] - w[i]);
      }
      curvature[2][2] = weightOfNoChance;
      slope[2] = weightOfNoChance * (PRIOR[2] - w[2]);
      for (int i = 0; i < size; i++) {
        double x1 = similarities[i];
        double x2 = chances[i];
        double p = logistic(w[0] + w[1] * x1 + w[2] * x2);
        double rest = (rights[i] ? 1 : 0) - p;
        double weight = p * (1 - p);
        slope[0] += rest;
        slope[1] += rest * x1;
        slope[2] += rest * x2;
        curvature[0][0] += weight;
        curvature[0][1] += weight * x1;
        curvature[0][2] += weight * x2;
        curvature[1][1] += weight * x1 * x1;
        curvature[1][2] += weight * x1 * x2;
        curvature[2][2] += weight * x2 * x2;
      }
      double largest = move(w, curvature, slope);
      if (largest < 1e-6) {
        break;
      }
    }
    return w;
  }

  /** One step, of bounded length; returns the largest change. */
  private static double move(double[] w, double[][] c, double[] slope) {
    double l00 = Math.sqrt(c[0][0]);
    double l10 = c[0][1] / l00;
    double l20 = c[0][2] / l00;
    double l11 = Math.sqrt(c[1][1] - l10 * l10);
    double l21 = (c[1][2] - l20 * l10) / l11;
    double l22 = Math.sqrt(c[2][2] - l20 * l20 - l21 * l21);
    double y0 = slope[0] / l00;
    double y1 = (slope[1] - l10 * y0) / l11;
    double y2 = (slope[2] - l20 * y0 - l21 * y1) / l22;
    double d2 = y2 / l22;
    double d1 = (y1 - l21 * d2) / l11;
    double d0 = (y0 - l10 * d1 - l20 * d2) / l00;
    double largest = Math.max(Math.abs(d0), Math.max(Math.abs(d1), Math.abs(d2)));
    double scale = largest > 4 ? 4 / largest : 1;
    w[0] += scale * d0;
    w[1] += scale * d1;
    w[2] += scale * d2;
    return largest;
  }

  static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
