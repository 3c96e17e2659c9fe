package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.CacheKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalsTest {
  private static final CacheKey ONE = new CacheKey(1, 2, 3, 4);
  private static final CacheKey OTHER = new CacheKey(1, 2, 3, 5);

  private static final long CAME = 1_000;

  private long now;
  private final Renewals renewals = new Renewals(() -> now);

  @Test
  void one_asks_anew_and_the_next_after_a_pause() {
    assertThat(renewals.claim(ONE, CAME)).isTrue();
    assertThat(renewals.claim(ONE, CAME)).isFalse();
    assertThat(renewals.claim(OTHER, CAME)).isTrue();
    now += Renewals.PAUSE.toNanos() - 1;
    assertThat(renewals.claim(ONE, CAME)).isFalse();
    now++;
    assertThat(renewals.claim(ONE, CAME)).isTrue();
  }

  @Test
  void an_answer_that_took_the_place_of_the_old_one_has_its_own_turn() {
    assertThat(renewals.claim(ONE, CAME)).isTrue();
    assertThat(renewals.claim(ONE, CAME + 3_000)).isTrue();
    assertThat(renewals.claim(ONE, CAME + 3_000)).isFalse();
  }

  @Test
  void nobody_asks_anew_what_somebody_is_asking() {
    var flights = new Flights(() -> Duration.ofSeconds(30));
    Flight led = flights.lead(new Flights.Asked(ONE, false)).orElseThrow();
    assertThat(flights.renews(ONE, CAME)).isFalse();
    led.end();
    assertThat(flights.renews(ONE, CAME)).isTrue();
    assertThat(flights.renews(ONE, CAME)).isFalse();
  }
}
