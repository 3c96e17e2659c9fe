package dev.interlock.eval.routing;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether expected scores are what happens.
 *
 * @param ece expected calibration error, mean over models: 15 bins of equal width
 * @param worstEce the greatest of a model
 * @param brier mean squared error
 */
record CalibrationError(double ece, double worstEce, double brier) {
  private static final int BINS = 15;

  static CalibrationError of(Pool pool, double[][] chances) {
    int models = pool.models().size();
    double sum = 0;
    double worst = 0;
    double squares = 0;
    for (int m = 0; m < models; m++) {
      int model = m;
      List<double[]> pairs =
          IntStream.range(0, chances.length)
              .mapToObj(
                  row ->
                      new double[] {chances[row][model], pool.examples().get(row).scores()[model]})
              .toList();
      double error = ece(pairs);
      sum += error;
      worst = Math.max(worst, error);
      for (double[] pair : pairs) {
        squares += (pair[0] - pair[1]) * (pair[0] - pair[1]) / pairs.size();
      }
    }
    return new CalibrationError(sum / models, worst, squares / models);
  }

  private static double ece(List<double[]> pairs) {
    double[] expected = new double[BINS];
    double[] happened = new double[BINS];
    for (double[] pair : pairs) {
      int bin = Math.clamp((int) (pair[0] * BINS), 0, BINS - 1);
      expected[bin] += pair[0];
      happened[bin] += pair[1];
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(expected[bin] - happened[bin]) / pairs.size();
    }
    return error;
  }
}
