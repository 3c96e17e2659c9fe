package dev.interlock.eval.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one model makes of the prompts, and how true the router's expectations of it are.
 *
 * @param name the model
 * @param quality its mean score
 * @param cost its mean cost
 * @param ece expected calibration error: 15 bins of equal width
 * @param brier mean squared error of the expected scores
 * @param bins what was expected and what happened, by expected score; empty bins are left out
 */
public record ModelResult(
    String name, double quality, double cost, double ece, double brier, List<Bin> bins) {
  private static final int BINS = 15;

  /** Prompts of which about the same was expected: means, and how many they are. */
  public record Bin(double expected, double happened, int rows) {}

  public ModelResult {
    bins = List.copyOf(bins);
  }

  public static List<ModelResult> of(Pool pool, Expectation expected, Range range) {
    return IntStream.range(0, pool.models().size())
        .mapToObj(model -> of(pool, expected, range, model))
        .toList();
  }

  private static ModelResult of(Pool pool, Expectation expected, Range range, int model) {
    int rows = pool.examples().size();
    double[] sums = new double[BINS];
    double[] scores = new double[BINS];
    int[] counts = new int[BINS];
    double squares = 0;
    for (int row = 0; row < rows; row++) {
      double chance = expected.chance()[row][model];
      double score = pool.examples().get(row).scores()[model];
      int bin = Math.clamp((int) (chance * BINS), 0, BINS - 1);
      sums[bin] += chance;
      scores[bin] += score;
      counts[bin]++;
      squares += (chance - score) * (chance - score);
    }
    double error = 0;
    var bins = new ArrayList<Bin>();
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(sums[bin] - scores[bin]) / rows;
      if (counts[bin] > 0) {
        bins.add(new Bin(sums[bin] / counts[bin], scores[bin] / counts[bin], counts[bin]));
      }
    }
    return new ModelResult(
        pool.models().get(model),
        range.models().get(model).quality(),
        range.models().get(model).cost(),
        error,
        squares / rows,
        bins);
  }
}
