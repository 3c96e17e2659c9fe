package dev.interlock.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  @Test
  void takes_what_fits_and_nothing_else() {
    var budget = new ByteBudget(10);
    assertThat(budget.tryReserve(6)).isTrue();
    assertThat(budget.tryReserve(5)).isFalse();
    assertThat(budget.tryReserve(4)).isTrue();
    assertThat(budget.held()).isEqualTo(10);
    budget.release(10);
    assertThat(budget.held()).isZero();
  }

  @Test
  void an_absurd_length_does_not_wrap_around() {
    var budget = new ByteBudget(10);
    assertThat(budget.tryReserve(1)).isTrue();
    assertThat(budget.tryReserve(Long.MAX_VALUE)).isFalse();
    assertThat(budget.held()).isOne();
  }
}
