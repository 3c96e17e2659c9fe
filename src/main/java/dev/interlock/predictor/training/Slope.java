package dev.interlock.predictor.training;

/** Least squares from predictions to scores, with a pull towards taking them as they are. */
final class Slope {
  /** As if so much variance had been seen at slope one. */
  private static final double PULL = 0.5;

  private double rows;
  private double x;
  private double y;
  private double xx;
  private double xy;
  private double variance;
  private double covariance;

  void add(double prediction, double score) {
    rows++;
    x += prediction;
    y += score;
    xx += prediction * prediction;
    xy += prediction * score;
  }

  /** Adds what {@code other} saw about its own means. */
  void pool(Slope other) {
    if (other.rows > 0) {
      variance += other.xx - other.x * other.x / other.rows;
      covariance += other.xy - other.x * other.y / other.rows;
    }
  }

  double slope() {
    return Math.max(0, (covariance + PULL) / (variance + PULL));
  }

  /** What brings the mean of predictions times {@code slope} to the mean of scores. */
  double offset(double slope) {
    return rows == 0 ? 0 : (y - slope * x) / rows;
  }
}
