package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 184, 216, 264, 4_096})
  void what_a_warning_says_is_enough(long wanted) {
    // A third is young, and a tenth of that each survivor space, of which one is empty.
    long usable = Capacity.flag(wanted) * 29 / 30;
    assertThat(usable).isBetween(wanted, wanted + wanted / 16);
  }
}
