package dev.interlock.predictor.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.predictor.Classes;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ClassificationTest {
  private static final int ROWS = 1200;
  private static final int CLASSES = 3;
  private static final int FOLDS = 3;
  private static final double PENALTY = 0.1;

  /** By class and feature, the last of which is constant: where rows of a class have their mean. */
  private static final double[][] CENTRES = {{1, 0, 3}, {-1, 0, 3}, {0, 1.5, 3}};

  private final int[] labels = IntStream.range(0, ROWS).map(row -> row % CLASSES).toArray();
  private final DMatrixRMaj features = features();
  private final Regression regression =
      new Regression(
          features,
          IntStream.range(0, ROWS).toArray(),
          IntStream.range(0, ROWS).map(row -> row / CLASSES % FOLDS).toArray(),
          FOLDS);
  private final Classification classification =
      new Classification(regression, labels, CLASSES, PENALTY);

  @Test
  void chances_are_those_that_the_rows_were_drawn_with() {
    Regression.Fit fit = classification.fit(Regression.NONE);
    double[] error = new double[CLASSES];
    for (int row = 0; row < ROWS; row++) {
      double[] chances = chances(fit, row, 1);
      double[] expected = drawn(row);
      for (int c = 0; c < CLASSES; c++) {
        error[c] += Math.abs(chances[c] - expected[c]) / ROWS;
      }
    }
    assertThat(Arrays.stream(error).max().orElseThrow()).isLessThan(0.03);
  }

  @Test
  void the_steps_arrive() {
    Regression.Fit fit = classification.fit(Regression.NONE);
    double least = loss(fit, 1);
    assertThat(loss(fit, 0.98)).isGreaterThan(least);
    assertThat(loss(fit, 1.02)).isGreaterThan(least);
  }

  @Test
  void rows_of_a_fold_are_told_by_the_others() {
    double[][] heldOut = regression.heldOut(classification::fit);
    Regression.Fit others = classification.fit(1);
    double[] own = scores(others, CLASSES);
    assertThat(heldOut[CLASSES]).containsExactly(own, within(1e-9));
    long right = IntStream.range(0, ROWS).filter(row -> most(heldOut[row]) == labels[row]).count();
    assertThat((double) right / ROWS).isGreaterThan(0.75);
  }

  @Test
  void a_class_that_the_other_folds_lack_is_unlikely_there() {
    int[] late = labels.clone();
    for (int row = 0; row < ROWS; row++) {
      late[row] = late[row] == 2 && row / CLASSES % FOLDS != 0 ? 0 : late[row];
    }
    Regression.Fit fit = new Classification(regression, late, CLASSES, PENALTY).fit(0);
    assertThat(chances(fit, 2, 1)[2]).isLessThan(0.01);
  }

  @Test
  void the_only_class_is_certain() {
    Regression.Fit fit =
        new Classification(regression, new int[ROWS], 1, PENALTY).fit(Regression.NONE);
    assertThat(chances(fit, 0, 1)).containsExactly(1);
  }

  private static DMatrixRMaj features() {
    var random = new Random(5);
    var features = new DMatrixRMaj(ROWS, 3);
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < 3; i++) {
        double noise = i == 2 ? 0 : 0.7 * random.nextGaussian();
        features.set(row, i, CENTRES[row % CLASSES][i] + noise);
      }
    }
    return features;
  }

  /** What the densities of the classes say of a row. */
  private double[] drawn(int row) {
    double[] logs = new double[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      for (int i = 0; i < 2; i++) {
        double away = (features.get(row, i) - CENTRES[c][i]) / 0.7;
        logs[c] -= away * away / 2;
      }
    }
    return Classes.softmax(logs, 1);
  }

  private double[] scores(Regression.Fit fit, int row) {
    double[] scores = fit.intercept().clone();
    for (int c = 0; c < scores.length; c++) {
      for (int i = 0; i < 3; i++) {
        scores[c] += features.get(row, i) * fit.weights().get(i, c);
      }
    }
    return scores;
  }

  private double[] chances(Regression.Fit fit, int row, double scale) {
    return Classes.softmax(scores(fit, row), scale);
  }

  /** With weights and intercepts times {@code scale}. */
  private double loss(Regression.Fit fit, double scale) {
    double loss = 0;
    for (int row = 0; row < ROWS; row++) {
      loss -= Math.log(chances(fit, row, scale)[labels[row]]);
    }
    for (int i = 0; i < fit.weights().getNumElements(); i++) {
      loss += PENALTY / 2 * Math.pow(scale * fit.weights().get(i), 2);
    }
    return loss;
  }

  private static int most(double[] scores) {
    int most = 0;
    for (int c = 1; c < scores.length; c++) {
      most = scores[c] > scores[most] ? c : most;
    }
    return most;
  }
}
