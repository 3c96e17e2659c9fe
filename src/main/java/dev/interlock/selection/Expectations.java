package dev.interlock.selection;

import dev.interlock.catalog.Action;
import dev.interlock.inference.InferenceRequest;
import java.util.Arrays;

/**
 * What a router bundle expects of the candidates for one request: finished numbers, by candidate
 * index, NaN where it says nothing; and what memory adds. Do not modify the arrays.
 *
 * @param chances of a sufficient answer
 * @param outputTokens of the answer, not above the caller's cap
 * @param shifts log-odds that memory adds to each chance, the prior's included; shorter: nothing to
 *     the others
 * @param certified the highest floor that each is certified to reach, 0 for none; shorter: none of
 *     the others. What memory adds does not move it: the certificate is of the bundle's own chances
 */
@SuppressWarnings("ArrayRecordComponent")
public record Expectations(
    double[] chances, double[] outputTokens, double[] shifts, double[] certified) {
  private static final double[] NOTHING = new double[0];

  /** Nothing is expected of anybody. */
  public static final Expectations NONE = new Expectations(NOTHING, NOTHING);

  /** With nothing from memory, and nothing certified. */
  public Expectations(double[] chances, double[] outputTokens) {
    this(chances, outputTokens, NOTHING, NOTHING);
  }

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

  /** The same with {@code shifts} from memory. */
  public Expectations shifted(double[] shifts) {
    return new Expectations(chances, outputTokens, shifts, certified);
  }

  /** The same with what is {@code certified}. */
  public Expectations certified(double[] certified) {
    return new Expectations(chances, outputTokens, shifts, certified);
  }

  /** The highest floor that the candidate at {@code index} is certified to reach; 0 for none. */
  double certified(int index) {
    return index < certified.length ? certified[index] : 0;
  }

  /** The chance of the candidate at {@code index}, with what memory adds. */
  double chance(int index) {
    return moved(chances[index], shift(index));
  }

  /** By what memory multiplies the odds of the candidate at {@code index}. */
  double factor(int index) {
    double shift = shift(index);
    return shift == 0 ? 1 : StrictMath.exp(shift);
  }

  private double shift(int index) {
    return index < shifts.length ? shifts[index] : 0;
  }

  /** {@code chance} with {@code logOdds} more, or less. */
  public static double moved(double chance, double logOdds) {
    return logOdds == 0 ? chance : SufficiencyPrior.multiplied(chance, StrictMath.exp(logOdds));
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
