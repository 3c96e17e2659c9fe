package dev.interlock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TenantRateTest {
  private final AtomicLong now = new AtomicLong();
  private final TenantRate rate = new TenantRate(6, now::get);

  @Test
  void a_minutes_worth_at_once_and_then_evenly() {
    assertThat(taken("acme", 10)).isEqualTo(6);

    now.addAndGet(TimeUnit.SECONDS.toNanos(9));
    assertThat(taken("acme", 10)).isZero();
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(taken("acme", 10)).isEqualTo(1);
    now.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(taken("acme", 10)).isEqualTo(6);
  }

  @Test
  void tenants_do_not_take_from_each_other_nor_fill_the_memory() {
    assertThat(taken("acme", 10)).isEqualTo(6);
    for (int i = 0; i < 5000; i++) {
      assertThat(taken("tenant " + i, 1)).isEqualTo(1);
    }
    // Forgotten, acme begins anew: a bound on memory, not on what thousands of tenants get.
    assertThat(taken("acme", 10)).isEqualTo(6);
  }

  private int taken(String tenant, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += rate.tryTake(tenant) ? 1 : 0;
    }
    return taken;
  }
}
