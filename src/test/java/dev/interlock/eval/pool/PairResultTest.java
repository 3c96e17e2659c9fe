package dev.interlock.eval.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairResultTest {
  private static final int ROWS = 10_000;

  private final Random random = new Random(1);
  private final double[] weak = random.doubles(ROWS).map(d -> d < 0.5 ? 1 : 0).toArray();
  private final double[] strong = new double[ROWS];

  PairResultTest() {
    Arrays.fill(strong, 1);
  }

  @Test
  void knowing_nothing_recovers_half_of_the_area() {
    PairResult result = PairResult.of(random.doubles(ROWS).toArray(), weak, strong);
    assertThat(result.apgr()).isCloseTo(0.5, within(0.01));
    assertThat(result.apgrBins()).isCloseTo(0.5, within(0.01));
    assertThat(result.cpt50()).isCloseTo(0.5, within(0.02));
    assertThat(result.cpt80()).isCloseTo(0.8, within(0.02));
  }

  @Test
  void knowing_all_asks_the_strong_model_only_where_it_gains() {
    double[] gain = Arrays.stream(weak).map(score -> 1 - score).toArray();
    PairResult result = PairResult.of(gain, weak, strong);
    assertThat(result.apgr()).isCloseTo(0.75, within(0.01));
    assertThat(result.cpt50()).isCloseTo(0.25, within(0.01));
  }
}
