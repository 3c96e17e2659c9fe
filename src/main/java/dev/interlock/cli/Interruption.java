package dev.interlock.cli;

import dev.interlock.concurrent.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, Ctrl-C cancels what this thread does and interrupts it, and the process ends
 * only when it is closed: when everything is written and said.
 */
final class Interruption implements AutoCloseable {
  private final Cancellation stop = new Cancellation();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread runner = Thread.currentThread();
  private final Thread hook = Thread.ofPlatform().unstarted(this::interrupt);

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Cancelled by Ctrl-C. */
  Cancellation cancellation() {
    return stop;
  }

  private void interrupt() {
    stop.cancel();
    runner.interrupt();
    try {
      boolean _ = closed.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process ends already.
    }
  }
}
