package dev.interlock.server;

import static dev.interlock.config.Types.address;
import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.secretVariable;
import static dev.interlock.config.Types.tcpAddress;

import dev.interlock.config.Address;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the sidecar listens and how much it takes on.
 *
 * @param listen for Envoy's external-processing streams
 * @param health for health checks and metrics
 * @param admin for people and tools
 * @param deadline for one decision; Envoy waits a little longer
 * @param workers threads that decide; empty: one per core
 * @param queue requests that may wait for a worker
 */
public record ServerSettings(
    Address listen,
    Address.Tcp health,
    Admin admin,
    Duration deadline,
    OptionalInt workers,
    int queue) {

  private static final int SHORTEST_TOKEN = 16;

  /**
   * The interface for people and tools.
   *
   * @param listen where it is
   * @param token what whoever asks must know; empty only on loopback, where whoever reaches it may
   *     ask anything
   */
  public record Admin(Address.Tcp listen, Optional<Secret> token) {}

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
            object(ServerSettings::admin),
            "The admin interface: the why page, decisions, explanations."),
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

  private static Admin admin(ObjectReader in) {
    Address.Tcp listen = listener(in, new Address.Tcp("127.0.0.1", 9902));
    Optional<Secret> token =
        in.optional(
            "token",
            secretVariable(SHORTEST_TOKEN),
            "What callers say as `authorization: Bearer …`. Anywhere but on loopback it must be"
                + " there. Nothing is encrypted.");
    if (!listen.isLoopback() && !in.has("token")) {
      in.reject("listen", listen + " without `token`", "127.0.0.1:9902, or `token: ${NAME}`");
    }
    return new Admin(listen, token);
  }

  private static Address.Tcp listener(ObjectReader in, Address.Tcp usual) {
    return in.optional("listen", tcpAddress(), usual, "Where to listen.");
  }
}
