package dev.interlock.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
  @Test
  void closing_waits_for_the_task_that_runs() throws Exception {
    var began = new CountDownLatch(1);
    var done = new AtomicBoolean();
    try (var pool = new WorkerPool("test", 1, 1)) {
      boolean taken =
          pool.submit(
              () -> {
                began.countDown();
                // What an interrupt does not stop, such as a call into native code.
                for (int i = 0; i < 200_000_000 && !done.get(); i++) {
                  if (i == 199_999_999) {
                    done.set(true);
                  }
                }
              });
      assertThat(taken).isTrue();
      began.await();
    }
    assertThat(done).isTrue();
  }
}
