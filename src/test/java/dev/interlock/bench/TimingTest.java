package dev.interlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.selection.Selection.Basis;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {
  private byte[] kept = {};

  @Test
  void allocated_bytes_are_counted() {
    Timing timing =
        Timing.of(_ -> kept = new byte[100_000], Duration.ofMillis(20), Duration.ofMillis(100));

    assertThat(kept).hasSize(100_000);
    assertThat(timing.bytes()).isBetween(100_000.0, 110_000.0);
    assertThat(timing.p50Micros()).isLessThanOrEqualTo(timing.p99Micros());
  }

  @Test
  void the_choice_that_is_timed_is_a_real_one() {
    var selection = new ChoiceCase().decide();

    assertThat(selection.basis()).isEqualTo(Basis.CHEAPEST_SUFFICIENT);
    assertThat(selection.plan()).hasSizeGreaterThan(2);
    assertThat(selection.plan().size() + selection.losers().size()).isGreaterThanOrEqualTo(10);
  }
}
