package dev.interlock.sharedcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OwedWorkTest {
  private static final int MANY = 1_001;

  @Test
  void what_fails_is_done_again_before_the_next() {
    var tries = new AtomicInteger();
    try (var work = new OwedWork(() -> 0)) {
      CompletableFuture<Long> first =
          work.add(
              () -> {
                if (tries.incrementAndGet() == 1) {
                  throw new TimeoutException("not now");
                }
                return 7;
              });
      CompletableFuture<Long> second = work.add(tries::get);
      assertThat(second.join()).isEqualTo(2);
      assertThat(first.join()).isEqualTo(7);
    }
  }

  @Test
  void too_much_becomes_one_for_all() throws InterruptedException {
    var begin = new CountDownLatch(1);
    var everything = new CountDownLatch(1);
    var done = new AtomicInteger();
    try (var work =
        new OwedWork(
            () -> {
              everything.countDown();
              return 0;
            })) {
      CompletableFuture<Long> held =
          work.add(
              () -> {
                begin.await();
                return 0;
              });
      for (int i = 0; i < MANY; i++) {
        var _ = work.add(done::incrementAndGet);
      }
      begin.countDown();
      everything.await();
      assertThat(work.add(() -> 5).join()).isEqualTo(5);
      assertThat(held).isCancelled();
      assertThat(done.get()).isLessThan(MANY);
    }
  }

  @Test
  void what_is_owed_at_the_end_is_given_up() {
    var work = new OwedWork(() -> 0);
    CompletableFuture<Long> owed =
        work.add(
            () -> {
              throw new TimeoutException("never");
            });
    work.close();
    assertThat(owed).isCancelled();
    assertThat(work.add(() -> 1)).isCancelled();
  }
}
