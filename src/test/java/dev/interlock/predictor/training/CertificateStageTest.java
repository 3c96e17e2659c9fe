package dev.interlock.predictor.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.predictor.CertifiedFloors;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CertificateStageTest {
  private static final int DRAWS = 2000;

  /** Chances evenly spread over [0, 1]; {@code truth} says how often they come true. */
  private static CertifiedFloors drawn(Random random, int rows, DoubleUnaryOperator truth) {
    double[][] chances = new double[rows][1];
    double[][] scores = new double[rows][1];
    for (int row = 0; row < rows; row++) {
      chances[row][0] = random.nextDouble();
      scores[row][0] = random.nextDouble() < truth.applyAsDouble(chances[row][0]) ? 1 : 0;
    }
    return new CertificateStage(chances, scores).learn(1);
  }

  @Test
  void a_floor_is_certified_wrongly_in_at_most_one_of_twenty_draws() {
    var random = new Random(1);
    int wrong = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      // Even the highest chances come true a little less often than the floor.
      CertifiedFloors floors = drawn(random, 400, chance -> Math.min(chance, 0.799));
      wrong += floors.highest(0, 1) >= 0.8 ? 1 : 0;
    }
    // Three standard errors above one in twenty.
    assertThat((double) wrong / DRAWS).isBetween(0.005, 0.065);
  }

  @Test
  void chances_that_come_true_are_certified_from_the_floor_on_by_enough_rows() {
    CertifiedFloors many = drawn(new Random(2), 4000, chance -> chance);
    assertThat(many.highest(0, 0.8)).isEqualTo(0.8);
    assertThat(many.highest(0, 0.799)).isEqualTo(0.79);
    CertifiedFloors few = drawn(new Random(2), 40, chance -> chance);
    assertThat(few.highest(0, 1)).isLessThan(0.8);
  }

  @Test
  void chances_that_promise_too_much_are_certified_from_a_higher_one_on() {
    CertifiedFloors floors = drawn(new Random(3), 8000, chance -> Math.pow(chance, 3));
    assertThat(floors.highest(0, 0.8)).isBetween(0.5, 0.79);
    assertThat(floors.highest(0, 0.99)).isGreaterThan(floors.highest(0, 0.8));
  }

  @Test
  void no_certificate_is_below_the_chance_nor_of_a_higher_floor_than_the_chance() {
    CertifiedFloors floors = drawn(new Random(4), 2000, _ -> 1);
    for (int chance = 0; chance <= 100; chance++) {
      assertThat(floors.highest(0, chance / 100.0)).isLessThanOrEqualTo(chance / 100.0);
    }
  }

  @Test
  void rows_that_are_not_known_do_not_count() {
    double[][] chances = {{Double.NaN}, {0.9}};
    double[][] scores = {{1}, {Double.NaN}};
    assertThat(new CertificateStage(chances, scores).learn(1).isEmpty()).isTrue();
  }
}
