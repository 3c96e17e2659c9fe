package dev.interlock.predictor.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Models that find the same prompts hard, by dice; the last one is better at them. */
class ResidualStageTest {
  private static final int MODELS = 8;
  private static final double SHIFT = 0.2;

  private final List<Example> examples = SyntheticExamples.of(60, true);
  private final Rows rows = new Rows(examples);

  @Test
  void what_models_have_in_common_is_learnt_from_all_of_them() {
    double[][] targets = targets();
    double together = error(new ResidualStage(rows, targets, MODELS, ResidualStage.COMMON_RIDGE));
    double eachAlone = error(new ResidualStage(rows, targets, MODELS, ResidualStage.APART));
    assertThat(together).isLessThan(0.7 * eachAlone);
  }

  @Test
  void a_model_that_differs_stays_apart() {
    double[][] heldOut =
        new ResidualStage(rows, targets(), MODELS, ResidualStage.COMMON_RIDGE).learn().heldOut();
    double apart = 0;
    for (int row = 0; row < rows.size(); row++) {
      apart += hard(row) ? heldOut[row][MODELS - 1] - heldOut[row][0] : 0;
    }
    assertThat(apart / rows.size()).isGreaterThan(0.05);
  }

  private double error(ResidualStage stage) {
    double[][] heldOut = stage.learn().heldOut();
    double squares = 0;
    for (int row = 0; row < rows.size(); row++) {
      for (int m = 0; m < MODELS; m++) {
        squares += Math.pow(heldOut[row][m] - expected(row, m), 2);
      }
    }
    return squares;
  }

  private double[][] targets() {
    var random = new Random(2);
    var targets = new ArrayList<double[]>();
    for (int row = 0; row < rows.size(); row++) {
      double[] scores = new double[MODELS];
      for (int m = 0; m < MODELS; m++) {
        scores[m] = random.nextDouble() < 0.5 + expected(row, m) ? 0.5 : -0.5;
      }
      targets.add(scores);
    }
    return targets.toArray(double[][]::new);
  }

  private double expected(int row, int model) {
    double common = hard(row) ? -SHIFT : SHIFT;
    return model == MODELS - 1 ? 2 * SHIFT - Math.abs(common - SHIFT) : common;
  }

  private boolean hard(int row) {
    return Arrays.equals(rows.examples().get(row).scores(), new double[] {0, 1});
  }
}
