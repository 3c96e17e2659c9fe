package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScopeCurveTest {
  @Test
  void without_a_second_check_the_curve_comes_near_the_true_one() {
    var curve = new ScopeCurve();
    var random = new Random(1);
    for (int i = 0; i < 6000; i++) {
      double similarity = 0.8 + 0.2 * random.nextDouble();
      curve.learn(similarity, 1, random.nextDouble() < ScopeCurve.logistic(truth(similarity)));
    }

    for (double similarity : new double[] {0.9, 0.95, 0.99}) {
      assertThat(curve.at(similarity, 1)).isCloseTo(truth(similarity), within(0.8));
    }
  }

  @Test
  void a_chance_that_counts_against_answers_is_left_out() {
    var curve = new ScopeCurve();
    for (int i = 0; i < 4000; i++) {
      curve.learn(0.95, i % 2 == 0 ? 0.9 : 0.1, i % 2 != 0 || i % 4 == 0);
    }

    assertThat(curve.at(0.95, 0.9)).isCloseTo(curve.at(0.95, 0.1), within(1e-3));
    assertThat(curve.at(0.95, 0.9)).isCloseTo(Math.log(3), within(0.3));
  }

  @Test
  void places_in_the_order_do_not_depend_on_evidence_and_rise_with_both_numbers() {
    assertThat(ScopeCurve.order(0.97, 1)).isGreaterThan(ScopeCurve.order(0.96, 1));
    assertThat(ScopeCurve.order(0.97, 0.9)).isGreaterThan(ScopeCurve.order(0.97, 0.5));
  }

  private static double truth(double similarity) {
    return -9 + 2.5 * ScopeCurve.nearness(similarity);
  }
}
