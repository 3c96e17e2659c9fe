package dev.interlock.head;

import java.util.Arrays;

/**
 * How well the best class fits a text.
 *
 * @param score its fused score; above that of belonging to no class, where that was trained
 * @param logProbability logarithm of its probability among the classes
 */
record Fit(float score, float logProbability) {
  /**
   * The fit of the best of the first {@code classes} of {@code fused}; one more is the score of
   * belonging to none.
   */
  static Fit of(float[] fused, int classes) {
    float[] probabilities = Arrays.copyOf(fused, classes);
    float top = Float.NEGATIVE_INFINITY;
    for (float score : probabilities) {
      top = Math.max(top, score);
    }
    double logSum = Softmax.inPlace(probabilities);
    float none = fused.length > classes ? fused[classes] : 0;
    return new Fit(top - none, (float) (top - logSum));
  }
}
