package dev.interlock.selection;

import dev.interlock.catalog.Action;
import dev.interlock.inference.InferenceRequest;
import java.util.Arrays;

/**
 * What a router bundle expects of the candidates for one request: finished numbers, by candidate
 * index, NaN where it says nothing. Do not modify the arrays.
 *
 * @param chances of a sufficient answer
 * @param outputTokens of the answer, not above the caller's cap
 */
@SuppressWarnings("ArrayRecordComponent")
public record Expectations(double[] chances, double[] outputTokens) {
  /** Nothing is expected of anybody. */
  public static final Expectations NONE = new Expectations(new double[0], new double[0]);

  /** For {@code request}, whose cap no answer exceeds. */
  public static Expectations of(double[] chances, double[] outputTokens, InferenceRequest request) {
    double cap = request.maxOutputTokens().orElse(Integer.MAX_VALUE);
    double[] capped = Arrays.stream(outputTokens).map(each -> Math.min(each, cap)).toArray();
    return new Expectations(chances, capped);
  }

  /**
   * The chance of {@code action}, where {@code chance} is that of its model by itself: it differs
   * by what the catalogue says of their qualities.
   */
  public static double ofEffort(double chance, Action action) {
    return SufficiencyPrior.shifted(chance, action.model().quality(), action.quality());
  }

  /** Whether there is a chance for the candidate at {@code index}. */
  boolean knows(int index) {
    return index < chances.length && !Double.isNaN(chances[index]);
  }

  /** Tokens of the answer of the candidate at {@code index}; {@code otherwise} if unknown. */
  double outputTokens(int index, double otherwise) {
    return knows(index) && !Double.isNaN(outputTokens[index]) ? outputTokens[index] : otherwise;
  }
}
