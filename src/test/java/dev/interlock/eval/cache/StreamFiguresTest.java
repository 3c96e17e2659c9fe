package dev.interlock.eval.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

  @Test
  void the_course_has_the_spread_of_the_orders_that_have_hits() {
    int[][] early = new int[StreamCourse.PARTS][2];
    early[0] = new int[] {10, 1};
    early[19] = new int[] {10, 1};
    int[][] late = new int[StreamCourse.PARTS][2];
    late[19] = new int[] {20, 0};
    Map<String, List<Double>> course =
        StreamCourse.of(
            List.of(
                new Result(100, 20, List.of(), 0, early),
                new Result(100, 20, List.of(), 95, late)));

    assertThat(course.get("error_so_far")).startsWith(0.1, 0.1).endsWith(0.05);
    assertThat(course.get("error_so_far_least")).startsWith(0.1).endsWith(0.0);
    assertThat(course.get("error_so_far_largest")).startsWith(0.1).endsWith(0.1);
    assertThat(course.get("error_in_part")).startsWith(0.1, 0.0).endsWith(0.0333);
  }

  @Test
  void two_texts_are_listed_once_with_the_number_of_orders() {
    var other = new Asked("other", 1, new float[] {1}, Optional.empty());
    var once = new Wrong(TEXT, other, 0.8);
    var often = new Wrong(other, TEXT, 0.9);

    assertThat(StreamFigures.wrong(List.of(wrong(once, often), wrong(often))))
        .extracting(row -> row.get("earlier"), row -> row.get("orders"))
        .containsExactly(tuple("other", 2), tuple("text", 1));
  }

  private static Result wrong(Wrong... wrong) {
    return new Result(10, 5, List.of(wrong), 1, new int[StreamCourse.PARTS][2]);
  }

  private static double number(Map<String, Object> figures, String name) {
    return ((Number) Objects.requireNonNull(figures.get(name))).doubleValue();
  }

  private static Map<String, Object> figures(Result... results) {
    return StreamFigures.figures(0.02, List.of(results));
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
