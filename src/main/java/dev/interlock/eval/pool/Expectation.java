package dev.interlock.eval.pool;

import java.util.Arrays;

/**
 * What is expected of each model for each example, by whatever means.
 *
 * @param chance expected score by example and model
 * @param cost expected cost by example and model, in the unit of the outcomes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Expectation(double[][] chance, double[][] cost) {
  /** What {@code forecaster} expects, which was taught other rows. */
  public static Expectation of(Pool pool, Forecaster forecaster) {
    return new Expectation(
        pool.examples().stream().map(forecaster::chance).toArray(double[][]::new),
        pool.examples().stream().map(forecaster::cost).toArray(double[][]::new));
  }

  /** What comes true. */
  public static Expectation oracle(Pool pool) {
    return new Expectation(pool.scores(), pool.costs());
  }

  /** These rows of it. */
  public Expectation rows(int[] rows) {
    return new Expectation(some(chance, rows), some(cost, rows));
  }

  private static double[][] some(double[][] values, int[] rows) {
    return Arrays.stream(rows).mapToObj(row -> values[row]).toArray(double[][]::new);
  }

  /** The same with every cost of {@code model} multiplied by {@code factor}. */
  public Expectation repriced(int model, double factor) {
    double[][] repriced = Arrays.stream(cost).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : repriced) {
      row[model] *= factor;
    }
    return new Expectation(chance, repriced);
  }
}
