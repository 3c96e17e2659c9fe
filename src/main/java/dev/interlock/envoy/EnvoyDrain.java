package dev.interlock.envoy;

import static java.util.Objects.requireNonNull;

import dev.interlock.config.Address;
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
     * @param connections that were open
     */
    record CutOff(long connections) implements Outcome {}

    /** No Envoy answered at the admin interface. */
    record NoEnvoy() implements Outcome {}
  }

  /** Does it, on the caller's thread, until Envoy has been told to end. */
  public Outcome run() throws InterruptedException {
    var envoy = new EnvoyAdmin(admin);
    long start = System.nanoTime();
    if (!envoy.post("/healthcheck/fail")) {
      return new Outcome.NoEnvoy();
    }
    Thread.sleep(grace);
    Optional<Long> open = connections(envoy);
    while (open.orElse(0L) > 0 && System.nanoTime() - start < deadline.toNanos()) {
      Thread.sleep(POLL);
      open = connections(envoy);
    }
    if (open.isEmpty() || !envoy.post("/quitquitquit")) {
      return new Outcome.NoEnvoy();
    }
    return open.get() == 0 ? new Outcome.Drained() : new Outcome.CutOff(open.get());
  }

  private static Optional<Long> connections(EnvoyAdmin envoy) {
    String start = CONNECTIONS + ": ";
    return envoy
        .get("/stats?filter=" + CONNECTIONS)
        .flatMap(text -> text.lines().filter(line -> line.startsWith(start)).findFirst())
        .map(line -> Long.parseLong(line.substring(start.length())));
  }
}
