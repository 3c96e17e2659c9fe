package dev.interlock.bench;

import java.io.IOException;

/** A process that hangs until this is closed: alive, its sockets open, and doing nothing. */
final class StoppedProcess implements AutoCloseable {
  private final long pid;

  private StoppedProcess(long pid) {
    this.pid = pid;
  }

  /** Stops the process {@code pid}. */
  static StoppedProcess stop(long pid) throws IOException {
    signal("STOP", pid);
    return new StoppedProcess(pid);
  }

  @Override
  public void close() throws IOException {
    signal("CONT", pid);
  }

  private static void signal(String name, long pid) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("kill -" + name + " " + pid + ": refused (expected: our own process)");
    }
  }
}
