package dev.interlock.server;

import static dev.interlock.config.Types.address;
import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.tcpAddress;

import dev.interlock.config.Address;
import dev.interlock.config.ObjectReader;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Where the sidecar listens and how much it takes on.
 *
 * @param listen for Envoy's external-processing streams
 * @param health for health checks and metrics
 * @param admin for people and tools; whoever reaches it may ask anything
 * @param deadline for one decision; Envoy waits a little longer
 * @param workers threads that decide; empty: one per core
 * @param queue requests that may wait for a worker
 */
public record ServerSettings(
    Address listen,
    Address.Tcp health,
    Address.Tcp admin,
    Duration deadline,
    OptionalInt workers,
    int queue) {

  /** Reads the keys of the whole file's mapping that concern the sidecar itself. */
  public static ServerSettings read(ObjectReader in) {
    return new ServerSettings(
        in.optional(
            "listen",
            address(),
            new Address.Unix("/tmp/interlock.sock"),
            "Where Envoy reaches Interlock. Nothing is encrypted: a Unix socket, or TCP on loopback"
                + " or inside a pod."),
        in.section(
            "health",
            object(health -> listener(health, new Address.Tcp("0.0.0.0", 9903))),
            "Health checks and metrics: `/healthz`, `/readyz`, `/metrics`."),
        in.section(
            "admin",
            object(admin -> listener(admin, new Address.Tcp("127.0.0.1", 9902))),
            "The admin interface. It does not authenticate: keep it on loopback."),
        in.optional(
            "deadline",
            duration(Duration.ofMillis(5), Duration.ofSeconds(30)),
            Duration.ofMillis(250),
            "The longest a decision may take; then the virtual model's `default` answers if policy"
                + " allows it. Envoy's own patience is rendered from this."),
        in.optional("workers", integer(1, 1024), "Threads that decide; one per core if left out.")
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty),
        in.optional(
            "queue",
            integer(1, 1_000_000),
            1024,
            "Requests that may wait for a worker; beyond it the fail-safe route answers."));
  }

  private static Address.Tcp listener(ObjectReader in, Address.Tcp usual) {
    return in.optional("listen", tcpAddress(), usual, "Where to listen.");
  }
}
