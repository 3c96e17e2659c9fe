package dev.interlock.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmWatchTest {
  @Test
  void chances_that_are_made_worse_are_noticed_after_some_hundred_judgements() {
    var random = new Random(1);
    int judgements = 0;
    for (int run = 0; run < 100; run++) {
      judgements += judgementsUntilHarm(random, 0.6, 0.9, 0.6, 1000);
    }

    assertThat(judgements / 100).isLessThan(200);
  }

  @Test
  void chances_that_are_made_better_are_left_in_peace() {
    assertThat(judgementsUntilHarm(new Random(2), 0.6, 0.6, 0.9, 100_000)).isEqualTo(100_000);
  }

  /** Both forecasts are wrong by the same, a little or much: nothing but noise. */
  @ParameterizedTest
  @CsvSource({"0.4, 0.6", "0.1, 0.9"})
  void false_alarms_are_rarer_than_is_promised(double with, double without) {
    var random = new Random(3);
    int most = 200_000;
    int alarms = 0;
    for (int judgements = 0; judgements < most; ) {
      judgements += judgementsUntilHarm(random, 0.5, with, without, most - judgements);
      alarms += judgements < most ? 1 : 0;
    }

    assertThat(alarms).isLessThan(most / 5_000);
  }

  @Test
  void a_long_good_time_does_not_hide_a_bad_one() {
    var watch = new HarmWatch();
    var random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      watch.judged(0.8, 0.5, random.nextDouble() < 0.8 ? 1 : 0);
    }
    int bad = 0;
    while (!watch.isHarm()) {
      watch.judged(0.8, 0.5, random.nextDouble() < 0.3 ? 1 : 0);
      bad++;
    }

    assertThat(bad).isLessThan(100);
  }

  private static int judgementsUntilHarm(
      Random random, double truth, double with, double without, int most) {
    var watch = new HarmWatch();
    for (int i = 1; i <= most; i++) {
      watch.judged(with, without, random.nextDouble() < truth ? 1 : 0);
      if (watch.isHarm()) {
        return i;
      }
    }
    return most;
  }
}
