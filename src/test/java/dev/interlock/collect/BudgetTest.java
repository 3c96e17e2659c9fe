package dev.interlock.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BudgetTest {
  @Test
  void what_was_spent_is_gone() throws InterruptedException {
    var budget = new Budget(1);

    assertThat(budget.reserve(0.75)).isTrue();
    budget.settle(0.75, 0.5);
    assertThat(budget.reserve(0.75)).isFalse();
    assertThat(budget.spent()).isEqualTo(0.5);
    assertThat(budget.exhausted()).isTrue();
  }

  @Test
  void who_is_only_in_the_way_of_others_waits_for_them() throws Exception {
    var budget = new Budget(1);
    assertThat(budget.reserve(0.75)).isTrue();
    var begun = new CountDownLatch(1);
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () -> {
              begun.countDown();
              try {
                return budget.reserve(0.5);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            Thread::startVirtualThread);
    begun.await();

    budget.settle(0.75, 0.25);

    assertThat(second.join()).isTrue();
    assertThat(budget.exhausted()).isFalse();
  }

  @Test
  @Timeout(10)
  void where_no_call_is_under_way_nothing_is_waited_for() throws InterruptedException {
    var budget = new Budget(1);
    double[] parts = {0.2, 0.4, 0.3};
    for (double part : parts) {
      assertThat(budget.reserve(part)).isTrue();
    }
    for (double part : parts) {
      budget.settle(part, 0);
    }

    assertThat(budget.reserve(1)).isTrue();
  }

  @Test
  void without_a_limit_there_is_always_enough() throws InterruptedException {
    assertThat(new Budget(Double.POSITIVE_INFINITY).reserve(1e9)).isTrue();
  }
}
