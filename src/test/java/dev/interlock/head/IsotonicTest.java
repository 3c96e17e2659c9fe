package dev.interlock.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IsotonicTest {
  @Test
  void an_overconfident_score_is_corrected() {
    var random = new Random(1);
    double[] scores = new double[20_000];
    double[] outcomes = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextDouble();
      double truth = 0.3 + 0.4 * scores[i];
      outcomes[i] = random.nextDouble() < truth ? 1 : 0;
    }
    Isotonic map = Isotonic.fit(scores, outcomes);
    for (double score : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      assertThat(map.apply(score)).isCloseTo(0.3 + 0.4 * score, Offset.offset(0.06));
    }
  }

  @Property(tries = 200)
  void it_never_decreases(@ForAll @IntRange(min = 1, max = 200) int rows, @ForAll long seed) {
    var random = new Random(seed);
    double[] scores = random.doubles(rows).toArray();
    Isotonic map = Isotonic.fit(scores, random.doubles(rows).toArray());
    double before = 0;
    for (int step = 0; step <= 100; step++) {
      double now = map.apply(step / 100.0);
      assertThat(now).isBetween(before, 1.0);
      before = now;
    }
  }

  @Test
  void without_rows_the_score_is_the_chance() {
    assertThat(Isotonic.fit(new double[0], new double[0]).apply(0.42))
        .isCloseTo(0.42, Offset.offset(1e-6));
  }
}
