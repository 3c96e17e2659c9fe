package dev.interlock.envoy;

import static java.util.Objects.requireNonNull;

import dev.interlock.config.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends a running Envoy without breaking a connection off. From the start every answer says {@code
 * connection: close} (HTTP/2: GOAWAY), so that clients come back to another Envoy; whoever still
 * comes is answered. Once nobody is connected, Envoy ends.
 *
 * @param admin Envoy's admin interface
 * @param grace how long Envoy stays at least: until everybody knows that it is going
 * @param deadline after how long it ends though connections are open; counts from the start
 */
public record EnvoyDrain(Address.Tcp admin, Duration grace, Duration deadline) {
  private static final String CONNECTIONS = "http.llm.downstream_cx_active";
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration CONNECT = Duration.ofSeconds(1);

  public EnvoyDrain {
    requireNonNull(admin, "admin");
    if (grace.isNegative() || deadline.compareTo(grace) < 0) {
      throw new IllegalArgumentException(
          "deadline: " + deadline + " (expected: at least the grace, " + grace + ")");
    }
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** Envoy ends, and nobody was connected any more. */
    record Drained() implements Outcome {}

    /**
     * Envoy ends at the deadline.
     *
     * @param connections that were open; empty: Envoy did not say
     */
    record CutOff(Optional<Long> connections) implements Outcome {}

    /** Nobody listens at the admin interface, or who listens did not answer until the deadline. */
    record NoEnvoy() implements Outcome {}
  }

  /** Does it, on the caller's thread, until Envoy has been told to end. */
  public Outcome run() throws InterruptedException {
    var envoy = new EnvoyAdmin(admin);
    long end = System.nanoTime() + deadline.toNanos();
    if (!told(envoy, "/healthcheck/fail", end)) {
      return new Outcome.NoEnvoy();
    }
    Thread.sleep(grace);
    Optional<Long> open = connections(envoy);
    while (!open.equals(Optional.of(0L)) && isBefore(end)) {
      if (open.isEmpty() && !listens()) {
        return new Outcome.NoEnvoy();
      }
      Thread.sleep(POLL);
      open = connections(envoy);
    }
    if (!told(envoy, "/quitquitquit", end)) {
      return new Outcome.NoEnvoy();
    }
    return open.equals(Optional.of(0L)) ? new Outcome.Drained() : new Outcome.CutOff(open);
  }

  /** Once in any case; a busy Envoy, which listens and does not answer, again until {@code end}. */
  private boolean told(EnvoyAdmin envoy, String path, long end) throws InterruptedException {
    while (!envoy.post(path)) {
      if (!listens() || !isBefore(end)) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  private static boolean isBefore(long end) {
    return System.nanoTime() - end < 0;
  }

  /** Whether there is still an Envoy, be it a slow one. */
  private boolean listens() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(admin.host(), admin.port()), (int) CONNECT.toMillis());
      return true;
    } catch (SocketTimeoutException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** How many there are; empty: Envoy does not say, for now. */
  private static Optional<Long> connections(EnvoyAdmin envoy) {
    String start = CONNECTIONS + ": ";
    return envoy
        .get("/stats?filter=" + CONNECTIONS)
        .flatMap(text -> text.lines().filter(line -> line.startsWith(start)).findFirst())
        .map(line -> Long.parseLong(line.substring(start.length())));
  }
}
