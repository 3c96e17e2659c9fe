package dev.interlock.cli;

import dev.interlock.collect.CollectSummary;
import dev.interlock.collect.Collector;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Runs a collector and says where it stands: in place on a terminal, now and then elsewhere. */
final class CollectProgress {
  private static final long PLACE_MILLIS = 500;
  private static final long LINE_MILLIS = 10_000;

  private final Collector collector;
  private final PrintWriter err;
  private final boolean terminal =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

  CollectProgress(Collector collector, PrintWriter err) {
    this.collector = collector;
    this.err = err;
  }

  CollectSummary run() throws IOException {
    Thread teller = Thread.ofVirtual().start(this::tell);
    try {
      return collector.run();
    } finally {
      teller.interrupt();
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
