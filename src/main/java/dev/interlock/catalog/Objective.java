package dev.interlock.catalog;

/**
 * What a good choice is: a floor on expected quality, then the cheapest by weighted cost.
 *
 * @param quality least acceptable chance of a sufficient answer, in [0, 1]
 * @param certified whether the chance must be known to be enough, by a certificate of the router
 *     bundle, and not only expected to be
 * @param weights what counts against a candidate
 */
public record Objective(double quality, boolean certified, Weights weights) {
  public static final Objective DEFAULT = new Objective(0.9, new Weights(1.0, 0.0, 0.0));

  /** Whose floor an expectation may reach. */
  public Objective(double quality, Weights weights) {
    this(quality, false, weights);
  }

  /** The same with another floor. */
  public Objective withQuality(double floor) {
    return new Objective(floor, certified, weights);
  }

  /**
   * Weights of a candidate's expected costs.
   *
   * @param cost per USD
   * @param latency USD per second of expected latency
   * @param energy USD per kWh
   */
  public record Weights(double cost, double latency, double energy) {}
}
