package dev.interlock.head;

/**
 * What a head says about one text.
 *
 * @param best index of the likeliest class
 * @param second index of the next one; equal to {@code best} if there is only one class
 * @param probability calibrated chance of {@code best}, given that the text belongs to some class
 * @param inScope calibrated chance that the text belongs to any class at all
 * @param margin how much likelier the first outcome is than the second, belonging to no class being
 *     one of them
 * @param forward whether the transformer had a say
 */
public record Prediction(
    int best, int second, double probability, double inScope, double margin, boolean forward) {
  /** The probability of class {@code index} of a head with two classes. */
  public double probabilityOf(int index) {
    return index == best ? probability : 1 - probability;
  }
}
