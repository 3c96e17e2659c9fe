package dev.interlock.eval.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.eval.pool.Frontier.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierTest {
  private final Frontier frontier =
      Frontier.of(
          List.of(
              new Point(1, 0.2),
              new Point(2, 0.1),
              new Point(3, 0.3),
              new Point(3, 0.6),
              new Point(5, 0.6),
              new Point(5, 0.8)));

  @Test
  void keeps_what_no_mixture_beats() {
    assertThat(frontier.points())
        .containsExactly(new Point(1, 0.2), new Point(3, 0.6), new Point(5, 0.8));
  }

  @Test
  void interpolates_between_operating_points() {
    assertThat(frontier.quality(0)).isEqualTo(0.2);
    assertThat(frontier.quality(2)).isCloseTo(0.4, within(1e-12));
    assertThat(frontier.quality(9)).isEqualTo(0.8);
    assertThat(frontier.costOf(0.7)).isCloseTo(4, within(1e-12));
    assertThat(frontier.costOf(0.1)).isEqualTo(1);
    assertThat(frontier.costOf(0.9)).isNaN();
  }

  @Test
  void its_area_is_the_mean_quality() {
    assertThat(frontier.area(1, 5)).isCloseTo((0.4 + 0.7) / 2, within(1e-3));
  }
}
