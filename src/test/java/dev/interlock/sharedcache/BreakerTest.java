package dev.interlock.sharedcache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {
  private long nanos = Long.MAX_VALUE - 10;
  private final Breaker breaker = new Breaker(() -> nanos);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.admits()).isTrue();
      breaker.failed();
    }
  }

  @Test
  void opens_after_failures_in_a_row_alone() {
    fail(Breaker.PATIENCE - 1);
    breaker.succeeded();
    fail(Breaker.PATIENCE - 1);
    assertThat(breaker.isOpen()).isFalse();
    fail(1);
    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.admits()).isFalse();
  }

  @Test
  void after_a_rest_one_tries_for_all() {
    fail(Breaker.PATIENCE);
    nanos += Breaker.REST.toNanos() - 1;
    assertThat(breaker.admits()).isFalse();
    nanos++;
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
    breaker.failed();
    assertThat(breaker.admits()).isFalse();
    nanos += Breaker.REST.toNanos();
    assertThat(breaker.admits()).isTrue();
    breaker.succeeded();
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isTrue();
  }
}
