package dev.interlock.cli;

import dev.interlock.collect.CollectSummary;
import dev.interlock.collect.Collector;
import dev.interlock.concurrent.Cancellation;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a collector and says where it stands: in place on a terminal, now and then elsewhere. Ctrl-C
 * ends it, and the process waits until what is whole is written.
 */
final class CollectProgress {
  private static final long PLACE_MILLIS = 500;
  private static final long LINE_MILLIS = 10_000;

  private final Collector collector;
  private final Cancellation stop;
  private final PrintWriter err;
  private final boolean terminal =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

  CollectProgress(Collector collector, Cancellation stop, PrintWriter err) {
    this.collector = collector;
    this.stop = stop;
    this.err = err;
  }

  CollectSummary run() throws IOException {
    var finished = new CountDownLatch(1);
    Thread runner = Thread.currentThread();
    Thread hook = Thread.ofPlatform().unstarted(() -> end(runner, finished));
    Runtime.getRuntime().addShutdownHook(hook);
    Thread teller = Thread.ofVirtual().start(this::tell);
    try {
      return collector.run();
    } finally {
      teller.interrupt();
      finished.countDown();
      forget(hook);
    }
  }

  private void end(Thread runner, CountDownLatch finished) {
    stop.cancel();
    runner.interrupt();
    try {
      boolean _ = finished.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process ends already.
    }
  }

  private void tell() {
    try {
      while (true) {
        Thread.sleep(terminal ? PLACE_MILLIS : LINE_MILLIS);
        String line = CollectText.of(collector.progress());
        err.print(terminal ? "\r" + line + "\u001b[K" : line + "\n");
        err.flush();
      }
    } catch (InterruptedException _) {
      if (terminal) {
        err.print("\r\u001b[K");
        err.flush();
      }
    }
  }
}
