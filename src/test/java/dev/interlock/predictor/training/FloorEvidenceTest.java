package dev.interlock.predictor.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloorEvidenceTest {
  private final FloorEvidence evidence = new FloorEvidence(10_000);

  @Test
  void scores_of_0_and_1_are_binomial() {
    assertThat(evidence.chance(10, 0, 0.9, true)).isCloseTo(Math.pow(0.9, 10), within(1e-12));
    assertThat(evidence.chance(10, 1, 0.8, true))
        .isCloseTo(Math.pow(0.8, 10) + 10 * 0.2 * Math.pow(0.8, 9), within(1e-12));
    // P(Bin(1000, 0.2) <= 170), from a table.
    assertThat(evidence.chance(1000, 170, 0.8, true)).isCloseTo(0.0089, within(0.0005));
  }

  @Test
  void a_mean_below_the_floor_is_no_evidence() {
    assertThat(evidence.chance(100, 21, 0.8, true)).isEqualTo(1);
    assertThat(evidence.chance(0, 0, 0.8, true)).isEqualTo(1);
  }

  @Test
  void other_scores_need_more_evidence() {
    double whole = evidence.chance(400, 50, 0.8, true);
    double parts = evidence.chance(400, 50, 0.8, false);
    assertThat(parts).isGreaterThan(whole).isLessThan(0.05);
    assertThat(evidence.chance(400, 0, 0.8, false)).isCloseTo(Math.pow(0.8, 400), within(1e-12));
  }

  @Test
  void more_missing_is_less_evidence() {
    for (int missing = 1; missing < 2000; missing++) {
      assertThat(evidence.chance(10_000, missing, 0.8, true))
          .isGreaterThanOrEqualTo(evidence.chance(10_000, missing - 1, 0.8, true));
    }
  }
}
