package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
  @Test
  void equal_answers_differ_by_nothing_for_sure() {
    var difference = PairedDifference.of(new double[] {1, 0, 1, 0}, new double[] {1, 0, 1, 0});

    assertThat(difference).isEqualTo(new PairedDifference(0, 0, 0));
  }

  @Test
  void the_interval_is_two_standard_errors_wide_on_each_side() {
    // Differences 1, 0, 0, 0: mean 1/4, sample variance 1/4, standard error 1/4.
    var difference = PairedDifference.of(new double[] {1, 0, 1, 1}, new double[] {0, 0, 1, 1});

    assertThat(difference.mean()).isEqualTo(0.25);
    assertThat(difference.low95()).isCloseTo(0.25 - 0.48999, within(1e-5));
    assertThat(difference.high95()).isCloseTo(0.25 + 0.48999, within(1e-5));
  }

  @Test
  void of_twenty_intervals_nineteen_hold_the_truth() {
    var random = new Random(1);
    int held = 0;
    for (int run = 0; run < 1000; run++) {
      double[] better = draws(random, 0.8, 400);
      double[] worse = draws(random, 0.7, 400);
      var difference = PairedDifference.of(better, worse);
      held += difference.low95() <= 0.1 && 0.1 <= difference.high95() ? 1 : 0;
    }
    assertThat(held).isBetween(930, 970);
  }

  @Test
  void answers_without_their_pair_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.of(new double[] {1}, new double[] {}))
        .withMessage("1 and 0 (expected: pairs)");
  }

  private static double[] draws(Random random, double chance, int count) {
    return random.doubles(count).map(draw -> draw < chance ? 1 : 0).toArray();
  }
}
