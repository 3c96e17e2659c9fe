package dev.interlock.predictor.training;

import dev.interlock.predictor.Classes;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Learns to tell kinds of prompts, and what each model makes of each kind on average. */
final class ClassStage {
  /**
   * Penalty of half the squared weights: of those tried the likeliest, or nearly, for rows held out
   * within the training part of every public set.
   */
  private static final double PENALTY = 0.1;

  /** Logistic regression gives chances as they are. */
  private static final double TEMPERATURE = 1;

  /** Penalty of ridge regression. */
  private static final double RIDGE = 1;

  /** What makes chances of the scores of ridge regression: sharper names kinds better. */
  private static final double RIDGE_TEMPERATURE = 6;

  /** Rows of a kind that weigh as much as the model's average. */
  private static final double PRIOR_ROWS = 7;

  private final Rows rows;
  private final int models;
  private final boolean logistic;
  private final double temperature;
  private final int[] labels;
  private final List<String> names;

  ClassStage(Rows rows, int models, Purpose purpose) {
    this.rows = rows;
    this.models = models;
    logistic = purpose == Purpose.SAME_KINDS;
    temperature = logistic ? TEMPERATURE : RIDGE_TEMPERATURE;
    var tasks = new TreeSet<String>();
    rows.examples().forEach(example -> example.task().ifPresent(tasks::add));
    if (tasks.size() > 1) {
      names = List.copyOf(tasks);
      labels =
          rows.examples().stream()
              .mapToInt(example -> example.task().map(names::indexOf).orElse(-1))
              .toArray();
    } else {
      names = List.of("all");
      labels = new int[rows.size()];
    }
  }

  /**
   * The result.
   *
   * @param classes for predictions
   * @param heldOut by row and model, what is expected when the row's fold is held out
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Result(Classes classes, double[][] heldOut) {}

  Result learn(double[] averages) {
    int[] labelled = IntStream.range(0, labels.length).filter(row -> labels[row] >= 0).toArray();
    Regression regression = rows.regression(labelled);
    IntFunction<Regression.Fit> told = logistic ? logistic(regression) : ridge(regression);
    double[][] scores = regression.heldOut(told);
    Regression.Fit fit = told.apply(Regression.NONE);
    var classes =
        new Classes(names, rows.map().fold(fit), temperature, means(Optional.empty(), averages));
    return new Result(classes, heldOut(scores, averages));
  }

  private IntFunction<Regression.Fit> logistic(Regression regression) {
    return new Classification(regression, labels, names.size(), PENALTY)::fit;
  }

  private IntFunction<Regression.Fit> ridge(Regression regression) {
    double[][] targets = new double[labels.length][names.size()];
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] >= 0) {
        targets[row][labels[row]] = 1;
      }
    }
    return without -> regression.fit(targets, RIDGE, without);
  }

  private double[][] heldOut(double[][] scores, double[] averages) {
    double[][] heldOut = new double[labels.length][];
    for (int fold = 0; fold < Rows.FOLDS; fold++) {
      float[][] means = means(Optional.of(fold), averages);
      for (int row = 0; row < labels.length; row++) {
        if (rows.fold(row) == fold) {
          double[] own = scores[row];
          heldOut[row] =
              own == null
                  ? averages.clone()
                  : mix(Classes.softmax(own.clone(), temperature), means);
        }
      }
    }
    return heldOut;
  }

  private double[] mix(double[] chances, float[][] means) {
    double[] expected = new double[models];
    for (int c = 0; c < chances.length; c++) {
      for (int m = 0; m < models; m++) {
        expected[m] += chances[c] * means[c][m];
      }
    }
    return expected;
  }

  private float[][] means(Optional<Integer> without, double[] averages) {
    var sums = new double[names.size()][models];
    var counts = new double[names.size()][models];
    for (int row = 0; row < labels.length; row++) {
      boolean out = without.isPresent() && without.get() == rows.fold(row);
      if (labels[row] < 0 || out) {
        continue;
      }
      double[] scores = rows.examples().get(row).scores();
      for (int m = 0; m < models; m++) {
        if (!Double.isNaN(scores[m])) {
          sums[labels[row]][m] += scores[m];
          counts[labels[row]][m]++;
        }
      }
    }
    var means = new float[names.size()][models];
    for (int c = 0; c < means.length; c++) {
      for (int m = 0; m < models; m++) {
        means[c][m] =
            (float) ((sums[c][m] + PRIOR_ROWS * averages[m]) / (counts[c][m] + PRIOR_ROWS));
      }
    }
    return means;
  }
}
