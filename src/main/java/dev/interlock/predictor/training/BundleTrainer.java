package dev.interlock.predictor.training;

import dev.interlock.predictor.Calibration;
import dev.interlock.predictor.CertifiedFloors;
import dev.interlock.predictor.Landmarks;
import dev.interlock.predictor.LinearMap;
import dev.interlock.predictor.Predictor;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.Sizes;
import dev.interlock.predictor.Support;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Learns a predictor from examples. One thread; seconds for thousands of examples. */
public final class BundleTrainer {
  /** Fewer rows than this teach nothing that would hold. */
  public static final int LEAST_ROWS = 20;

  /** From which similarity on a landmark is the text itself. */
  private static final double SAME = Landmarks.SELF * 0.999;

  /** Quantiles of the similarity of training texts to the nearest other landmark. */
  private static final double THIN = 0.005;

  private static final double AMPLE = 0.1;

  private final int models;
  private final Rows rows;
  private final SortedMap<String, Double> metrics = new TreeMap<>();

  private BundleTrainer(List<Example> examples, int models) {
    this.models = models;
    this.rows = new Rows(examples);
  }

  /**
   * The predictor.
   *
   * @param models how many there are; scores, tokens and costs of each example have that length
   * @throws IllegalArgumentException if there are too few examples
   */
  public static Predictor train(List<Example> examples, int models) {
    return trainer(examples, models).learn().predictor();
  }

  /**
   * The predictor with what belongs to it, as a bundle.
   *
   * @param models their names, in the order of the numbers of each example
   * @param space vector space of the texts
   * @throws IllegalArgumentException if there are too few examples
   */
  public static RouterBundle bundle(List<Example> examples, List<String> models, String space) {
    BundleTrainer trainer = trainer(examples, models.size());
    Learnt learnt = trainer.learn();
    return new RouterBundle(
        space,
        DataHash.of(trainer.rows.examples(), models),
        trainer.metrics,
        models,
        learnt.predictor(),
        learnt.floors());
  }

  private static BundleTrainer trainer(List<Example> examples, int models) {
    if (examples.size() < LEAST_ROWS) {
      throw new IllegalArgumentException(
          "rows: " + examples.size() + " (expected: at least " + LEAST_ROWS + ")");
    }
    return new BundleTrainer(examples, models);
  }

  private record Learnt(Predictor predictor, CertifiedFloors floors) {}

  private Learnt learn() {
    double[] averages = averages(Example::scores);
    Arrays.setAll(averages, m -> Double.isNaN(averages[m]) ? 0 : averages[m]);
    ClassStage.Result classes = new ClassStage(rows, models).learn(averages);
    double[][] residuals = new double[rows.size()][models];
    for (int row = 0; row < rows.size(); row++) {
      for (int m = 0; m < models; m++) {
        residuals[row][m] = rows.examples().get(row).scores()[m] - classes.heldOut()[row][m];
      }
    }
    ResidualStage.Result correction = new ResidualStage(rows, residuals, models).learn();
    Calibration calibration = calibration(classes.heldOut(), correction.heldOut());
    measure(averages, classes, correction, calibration);
    double[] nearest = nearest();
    Support support = support(nearest);
    LinearMap map = rows.map().fold(correction.fit());
    var predictor =
        new Predictor(
            rows.landmarks(),
            support,
            floats(averages),
            classes.classes(),
            map,
            calibration,
            sizes(Example::tokens),
            sizes(Example::costs));
    double[][] sums = classes.heldOut();
    for (int row = 0; row < sums.length; row++) {
      for (int m = 0; m < models; m++) {
        sums[row][m] += correction.heldOut()[row][m];
      }
    }
    return new Learnt(predictor, floors(predictor, sums, nearest));
  }

  /**
   * What is certified by rows that were held out. Rows of one prompt are no independent evidence:
   * they count as one, with their mean score.
   *
   * @param sums by row and model, what the calibration is given when the row is held out
   * @param nearest by row, similarity to the nearest landmark but itself
   */
  private CertifiedFloors floors(Predictor predictor, double[][] sums, double[] nearest) {
    var chances = new ArrayList<double[]>();
    var scores = new ArrayList<double[]>();
    int next;
    for (int row = 0; row < sums.length; row = next) {
      next = endOfPrompt(row);
      double support = predictor.support().of(nearest[row]);
      double[] chance = new double[models];
      double[] score = new double[models];
      for (int m = 0; m < models; m++) {
        chance[m] = support == 0 ? Double.NaN : predictor.chance(m, sums[row][m], support);
        score[m] = meanScore(row, next, m);
      }
      chances.add(chance);
      scores.add(score);
    }
    return new CertificateStage(chances.toArray(double[][]::new), scores.toArray(double[][]::new))
        .learn(models);
  }

  /** Rows of one prompt follow each other; the first that is not of that of {@code row}. */
  private int endOfPrompt(int row) {
    int end = row + 1;
    while (end < rows.size()
        && rows.examples().get(end).key().equals(rows.examples().get(row).key())) {
      end++;
    }
    return end;
  }

  private double meanScore(int from, int to, int model) {
    return rows.examples().subList(from, to).stream()
        .mapToDouble(example -> example.scores()[model])
        .filter(score -> !Double.isNaN(score))
        .average()
        .orElse(Double.NaN);
  }

  /** What the bundle says of itself: mean squared errors on rows that were held out. */
  private void measure(
      double[] averages,
      ClassStage.Result classes,
      ResidualStage.Result correction,
      Calibration calibration) {
    double squares = 0;
    double squaresOfAverages = 0;
    int scores = 0;
    for (int row = 0; row < rows.size(); row++) {
      for (int m = 0; m < models; m++) {
        double score = rows.examples().get(row).scores()[m];
        if (!Double.isNaN(score)) {
          double raw = classes.heldOut()[row][m] + correction.heldOut()[row][m];
          double error = calibration.apply(m, raw) - score;
          squares += error * error;
          squaresOfAverages += (averages[m] - score) * (averages[m] - score);
          scores++;
        }
      }
    }
    metrics.put("rows", (double) rows.size());
    metrics.put("scores", (double) scores);
    metrics.put("kinds", (double) classes.classes().names().size());
    metrics.put("brier", squares / scores);
    metrics.put("brier_of_averages", squaresOfAverages / scores);
  }

  private double[] averages(Function<Example, double[]> values) {
    double[] averages = new double[models];
    for (int m = 0; m < models; m++) {
      int model = m;
      averages[m] =
          rows.examples().stream()
              .mapToDouble(example -> values.apply(example)[model])
              .filter(value -> !Double.isNaN(value))
              .average()
              .orElse(Double.NaN);
    }
    return averages;
  }

  /**
   * Lines through predictions and scores of rows held out. All models share the slope: slopes of
   * their own would reorder prompts by the noise of each.
   */
  private Calibration calibration(double[][] expected, double[][] corrections) {
    var all = new Slope();
    var lines = new ArrayList<Slope>();
    for (int m = 0; m < models; m++) {
      var line = new Slope();
      for (int row = 0; row < rows.size(); row++) {
        double score = rows.examples().get(row).scores()[m];
        if (!Double.isNaN(score)) {
          line.add(expected[row][m] + corrections[row][m], score);
        }
      }
      lines.add(line);
      all.pool(line);
    }
    double slope = all.slope();
    float[] offsets = new float[models];
    for (int m = 0; m < models; m++) {
      offsets[m] = (float) lines.get(m).offset(slope);
    }
    return new Calibration(offsets, (float) slope);
  }

  private Sizes sizes(Function<Example, double[]> values) {
    double[] means = averages(values);
    double[][] relative = new double[rows.size()][models];
    for (int row = 0; row < rows.size(); row++) {
      double[] own = values.apply(rows.examples().get(row));
      for (int m = 0; m < models; m++) {
        relative[row][m] = means[m] > 0 ? own[m] / means[m] : Double.NaN;
      }
    }
    boolean known = Arrays.stream(means).anyMatch(mean -> mean > 0);
    if (!known) {
      return Sizes.unknown(rows.landmarks().size(), models);
    }
    ResidualStage.Result fit = new ResidualStage(rows, relative, models).learn();
    LinearMap map = rows.map().fold(fit.fit());
    for (int m = 0; m < models; m++) {
      map.intercept()[m] = means[m] > 0 ? map.intercept()[m] : 1;
    }
    return new Sizes(map, floats(means));
  }

  private double[] nearest() {
    return rows.examples().stream()
        .mapToDouble(example -> nearestOther(rows.landmarks().similarities(example.text())))
        .toArray();
  }

  private static Support support(double[] unordered) {
    double[] nearest = unordered.clone();
    Arrays.sort(nearest);
    double thin = nearest[(int) (THIN * (nearest.length - 1))];
    double ample = nearest[(int) (AMPLE * (nearest.length - 1))];
    return new Support(thin, Math.max(ample, thin + 1e-3));
  }

  /** The highest similarity, that of a landmark to itself left out. */
  private static double nearestOther(float[] similarities) {
    double first = 0;
    double second = 0;
    for (float similarity : similarities) {
      if (similarity > first) {
        second = first;
        first = similarity;
      } else {
        second = Math.max(second, similarity);
      }
    }
    return first > SAME ? second : first;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
