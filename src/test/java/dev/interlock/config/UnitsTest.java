package dev.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @Property
  void a_duration_reads_as_it_is_shown(@ForAll @LongRange(min = 0, max = 1L << 40) long millis) {
    var duration = Duration.ofMillis(millis);

    assertThat(Units.duration(Units.show(duration))).contains(duration);
  }

  @Property
  void a_size_reads_as_it_is_shown(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long bytes) {
    assertThat(Units.size(Units.showSize(bytes))).contains(bytes);
  }

  @Test
  void shows_the_shortest_form() {
    assertThat(Units.show(Duration.ofMillis(5_400_250))).isEqualTo("1h30m250ms");
    assertThat(Units.showSize(8 << 20)).isEqualTo("8MiB");
    assertThat(Units.showSize(1500)).isEqualTo("1500B");
  }

  @Test
  void a_share_of_a_few_of_a_hundred_is_bounded() {
    String pattern = Units.percentages(2);

    assertThat(List.of("0%", "0.5%", "1.9999%", "2%", "2.0%")).allMatch(s -> s.matches(pattern));
    assertThat(List.of("", "2", "2.1%", "2.0001%", "3%", "20%", "100%", "-1%"))
        .noneMatch(s -> s.matches(pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "ms", "1.5s", "-1s", "1 s", "1S", "1w", "9999999999s"})
  void refuses_what_is_no_duration(String text) {
    assertThat(Units.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "8MB", "8mib", "8 MiB", "-1B", "1.5GiB"})
  void refuses_what_is_no_size(String text) {
    assertThat(Units.size(text)).isEmpty();
  }
}
