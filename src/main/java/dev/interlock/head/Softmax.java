package dev.interlock.head;

/** Scores to probabilities. */
final class Softmax {
  private Softmax() {}

  /** Replaces {@code scores} by probabilities; returns the logarithm of their former sum. */
  static double inPlace(float[] scores) {
    float max = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      double e = Math.exp(scores[c] - max);
      scores[c] = (float) e;
      sum += e;
    }
    float scale = (float) (1 / sum);
    for (int c = 0; c < scores.length; c++) {
      scores[c] *= scale;
    }
    return max + Math.log(sum);
  }
}
