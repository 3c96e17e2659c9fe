package dev.interlock.envoy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Ports for processes that cannot tell which one the system gave them. The system hands out none of
 * these, so that no connection has one before the process does; nor does another JVM of the same
 * test run, as {@code interlock.fork} tells them apart. Thread-safe.
 */
public final class FreePorts {
  /** Above those of the examples, below those that Linux gives to connections. */
  private static final int FIRST = 20_000;

  private static final int OURS = 1_500;
  private static final int SHARES = 8;
  private static final int BEGIN =
      FIRST + Math.floorMod(Integer.getInteger("interlock.fork", 0), SHARES) * OURS;

  private static final AtomicInteger NEXT =
      new AtomicInteger(RandomGenerator.getDefault().nextInt(OURS));

  private FreePorts() {}

  /** A port of the loopback address that nobody listens on, another one each time. */
  public static int next() {
    for (int tried = 0; tried < OURS; tried++) {
      int port = BEGIN + Math.floorMod(NEXT.getAndIncrement(), OURS);
      if (isFree(port)) {
        return port;
      }
    }
    throw new AssertionError("ports: none free (expected: one of " + OURS + " from " + BEGIN + ")");
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
