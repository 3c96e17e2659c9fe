package dev.interlock.eval.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.eval.cache.StreamRun.Result;
import dev.interlock.eval.cache.StreamRun.Wrong;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixedThresholdsTest {
  private static final Asked TEXT = new Asked("text", 0, new float[] {1}, Optional.empty());

  /** The lower the threshold, the more hits, and from .70 down the more wrong ones. */
  private static final FixedThresholds HERE = thresholds(0.7, 0.1);

  @Test
  void in_hindsight_the_most_hits_count_of_those_that_keep_the_share() {
    Map<String, Object> figures = figures(0.05, FixedThresholds.NONE);

    assertThat(figures)
        .containsEntry("best_static_threshold", 0.8)
        .containsEntry("best_static_hit_ratio", 0.2)
        .containsEntry("best_static_wide_threshold", 0.7)
        .containsEntry("best_static_wide_hit_ratio", 0.3)
        .containsEntry("same_error_static_threshold", 0.7)
        .doesNotContainKey("chosen_static_threshold");
    assertThat(figures(0.2, FixedThresholds.NONE)).containsEntry("best_static_wide_threshold", 0.5);
  }

  @Test
  void one_that_was_chosen_where_it_kept_the_share_may_break_it_here() {
    Map<String, Object> figures = figures(0.05, thresholds(0.6, 0.1));

    assertThat(figures)
        .containsEntry("chosen_static_threshold", 0.6)
        .containsEntry("chosen_static_error_where_chosen", 0.0)
        .containsEntry("chosen_static_hit_ratio", 0.4)
        .containsEntry("chosen_static_error", 0.1)
        .containsEntry("chosen_static_orders_above_delta", 2L)
        .containsEntry("chosen_static_keeps_delta", false);
  }

  @Test
  void where_none_keeps_it_none_is_chosen() {
    assertThat(figures(0.05, thresholds(1, 0.1)))
        .containsEntry("chosen_static_threshold", 1.0)
        .containsEntry("chosen_static_hit_ratio", 0.0)
        .containsEntry("chosen_static_keeps_delta", true);
  }

  private static Map<String, Object> figures(double delta, FixedThresholds other) {
    Map<String, Object> figures = new LinkedHashMap<>();
    HERE.figures(delta, 0, other, figures);
    return figures;
  }

  private static FixedThresholds thresholds(double clean, double error) {
    return FixedThresholds.of(
        threshold -> {
          int hits = (int) Math.round(1000 * (1 - threshold));
          int wrong = threshold >= clean ? 0 : (int) Math.round(error * hits);
          var result =
              new Result(
                  1000,
                  hits,
                  Collections.nCopies(wrong, new Wrong(TEXT, TEXT, 0.9)),
                  0,
                  new int[StreamCourse.PARTS][2]);
          return List.of(result, result);
        });
  }
}
