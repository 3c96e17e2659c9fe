package dev.interlock.eval.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.eval.cache.StreamRun.Result;
import dev.interlock.eval.cache.StreamRun.Wrong;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamFiguresTest {
  private static final Asked TEXT = new Asked("text", 0, new float[] {1}, Optional.empty());

  @Test
  void the_bound_is_above_the_error_also_where_many_orders_have_no_hits() {
    Map<String, Object> figures =
        figures(result(0, 0), result(0, 0), result(0, 0), result(100, 3), result(200, 2));

    assertThat(number(figures, "error")).isEqualTo(0.0167);
    assertThat(number(figures, "error_upper95")).isGreaterThan(0.0167);
  }

  @Test
  void no_error_in_few_hits_leaves_much_open() {
    Map<String, Object> figures = figures(result(0, 0), result(50, 0), result(50, 0));

    assertThat(number(figures, "error")).isZero();
    assertThat(number(figures, "error_upper95")).isBetween(0.029, 0.031);
  }

  @Test
  void without_hits_there_is_no_error_to_speak_of() {
    Map<String, Object> figures = figures(result(0, 0), result(0, 0));

    assertThat(figures.get("error")).hasToString("null");
    assertThat(figures.get("error_upper95")).hasToString("null");
    assertThat(number(figures, "hit_ratio")).isZero();
  }

  private static double number(Map<String, Object> figures, String name) {
    return ((Number) Objects.requireNonNull(figures.get(name))).doubleValue();
  }

  private static Map<String, Object> figures(Result... results) {
    return StreamFigures.figures(0.02, List.of(results), List.of());
  }

  private static Result result(int hits, int wrong) {
    return new Result(
        1000,
        hits,
        Collections.nCopies(wrong, new Wrong(TEXT, TEXT, 0.9)),
        500,
        new int[StreamCourse.PARTS][2]);
  }
}
