package dev.interlock.predictor.training;

/**
 * How well predictions tell one model from another: the squared correlation of predicted and real
 * differences between models, over rows that were held out. What all models have in common does not
 * matter to a choice, and the scale is put right by calibration.
 */
final class Agreement {
  private double squares;
  private double products;
  private double predictedSquares;

  /**
   * Adds a row.
   *
   * @param predicted by model, less the model's average
   * @param real by model, less the model's average; NaN where unknown
   */
  void add(double[] predicted, double[] real) {
    double predictedMean = 0;
    double realMean = 0;
    int known = 0;
    for (int m = 0; m < real.length; m++) {
      if (!Double.isNaN(real[m])) {
        predictedMean += predicted[m];
        realMean += real[m];
        known++;
      }
    }
    // One model alone is judged by itself.
    predictedMean = known < 2 ? 0 : predictedMean / known;
    realMean = known < 2 ? 0 : realMean / known;
    for (int m = 0; m < real.length; m++) {
      if (!Double.isNaN(real[m])) {
        double p = predicted[m] - predictedMean;
        double r = real[m] - realMean;
        products += p * r;
        predictedSquares += p * p;
        squares += r * r;
      }
    }
  }

  /** From 0, nothing is told, to 1; negative where the prediction is the wrong way round. */
  double value() {
    double scale = predictedSquares * squares;
    return scale == 0 ? 0 : products * Math.abs(products) / scale;
  }
}
