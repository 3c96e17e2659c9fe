package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.CacheKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalsTest {
  private static final CacheKey ONE = new CacheKey(1, 2, 3, 4);
  private static final CacheKey OTHER = new CacheKey(1, 2, 3, 5);

  private long now;
  private final Renewals renewals = new Renewals(() -> now);

  @Test
  void one_asks_anew_and_the_next_after_a_pause() {
    assertThat(renewals.claim(ONE)).isTrue();
    assertThat(renewals.claim(ONE)).isFalse();
    assertThat(renewals.claim(OTHER)).isTrue();
    now += Renewals.PAUSE.toNanos() - 1;
    assertThat(renewals.claim(ONE)).isFalse();
    now++;
    assertThat(renewals.claim(ONE)).isTrue();
  }

  @Test
  void nobody_asks_anew_what_somebody_is_asking() {
    var flights = new Flights(() -> Duration.ofSeconds(30));
    Flight led = flights.lead(new Flights.Asked(ONE, false)).orElseThrow();
    assertThat(flights.renews(ONE)).isFalse();
    led.end();
    assertThat(flights.renews(ONE)).isTrue();
    assertThat(flights.renews(ONE)).isFalse();
  }
}
