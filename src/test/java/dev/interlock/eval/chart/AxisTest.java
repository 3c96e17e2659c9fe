package dev.interlock.eval.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  @Test
  void round_numbers_are_marked() {
    assertThat(new Axis(0, 1, false).ticks().stream().map(Axis::label))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(new Axis(-0.013, 0.021, false).ticks().stream().map(Axis::label))
        .containsExactly("-0.01", "-0.005", "0", "0.005", "0.01", "0.015", "0.02");
    assertThat(new Axis(0.02, 2, true).ticks().stream().map(Axis::label))
        .containsExactly("0.03", "0.1", "0.3", "1");
  }

  @ParameterizedTest
  @CsvSource({"0, 10, false", "0.01, 10, true", "-3, -1, false"})
  void positions_run_from_end_to_end_and_lead_back_to_values(
      double least, double most, boolean logarithmic) {
    var axis = new Axis(least, most, logarithmic);
    assertThat(axis.position(least)).isZero();
    assertThat(axis.position(most)).isCloseTo(1, within(1e-12));
    assertThat(axis.position(axis.value(0.3))).isCloseTo(0.3, within(1e-12));
    assertThat(axis.position(most + 1)).isEqualTo(1);
  }

  @Test
  void costs_far_apart_are_shown_by_ratios() {
    assertThat(Axis.costs(DoubleStream.of(0.01, 1)).logarithmic()).isTrue();
    assertThat(Axis.costs(DoubleStream.of(0.2, 1)).logarithmic()).isFalse();
    assertThat(Axis.costs(DoubleStream.of(0, 1)).logarithmic()).isFalse();
  }

  @Test
  void one_value_or_none_still_has_a_range() {
    assertThat(Axis.around(DoubleStream.of(0.5)).most()).isGreaterThan(0.5);
    assertThat(Axis.around(DoubleStream.empty()).most()).isEqualTo(1);
    assertThat(Axis.costs(DoubleStream.of(0)).most()).isPositive();
    assertThatThrownBy(() -> new Axis(1, 1, false)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Axis(0, 1, true)).isInstanceOf(IllegalArgumentException.class);
  }
}
