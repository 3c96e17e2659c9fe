package dev.interlock.envoy;

import static java.util.Objects.requireNonNull;

import dev.interlock.caller.CallerSettings;
import dev.interlock.config.Address;
import dev.interlock.failover.FailoverSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the operator decides about Envoy; everything else in the bootstrap follows from it.
 *
 * @param listener where clients connect
 * @param admin Envoy's own admin interface; anybody who reaches it can stop Envoy
 * @param sidecar where Envoy reaches Interlock; a name stands for all the addresses it has
 * @param deadline what Interlock allows itself per decision; Envoy waits {@link #MARGIN} longer
 * @param failsafe what Envoy does alone
 * @param limits bounds on what clients may send
 * @param unlistedPaths what becomes of paths Interlock does not know
 * @param timeouts towards the models
 * @param accessLog where Envoy writes one JSON line per request
 * @param caFile the certificates Envoy trusts for models reached over TLS, on Envoy's disk
 * @param concurrency Envoy's worker threads; empty: one per core
 * @param failover what happens when a model does not answer
 * @param version the oldest Envoy that what is rendered must run on
 * @param steering how much of the traffic follows decisions
 * @param xds the folder that Envoy watches for what it learns while it runs; empty: it knows what
 *     it was started with
 * @param callers how Envoy learns who calls; empty: it asks nobody
 */
public record EnvoySettings(
    Address.Tcp listener,
    Address.Tcp admin,
    Address sidecar,
    Duration deadline,
    Failsafe failsafe,
    Limits limits,
    UnlistedPaths unlistedPaths,
    Timeouts timeouts,
    AccessLog accessLog,
    String caFile,
    OptionalInt concurrency,
    FailoverSettings failover,
    EnvoyVersion version,
    Steering steering,
    Optional<Path> xds,
    Optional<CallerSettings> callers) {
  /**
   * By how much Envoy's patience exceeds Interlock's own deadline: the way of an 8 MiB body over
   * the socket and a busy event loop, so that an expired deadline is answered by Interlock, which
   * knows the policy, and not by the fail-safe route, which does not.
   */
  public static final Duration MARGIN = Duration.ofMillis(250);

  /** What Interlock may ask for beyond that, while a request waits for another one's answer. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  public EnvoySettings {
    requireNonNull(listener, "listener");
    requireNonNull(admin, "admin");
    requireNonNull(sidecar, "sidecar");
    requireNonNull(failsafe, "failsafe");
    requireNonNull(limits, "limits");
    requireNonNull(unlistedPaths, "unlistedPaths");
    requireNonNull(timeouts, "timeouts");
    requireNonNull(accessLog, "accessLog");
    requireNonNull(caFile, "caFile");
    requireNonNull(concurrency, "concurrency");
    requireNonNull(failover, "failover");
    requireNonNull(version, "version");
    requireNonNull(steering, "steering");
    requireNonNull(xds, "xds");
    requireNonNull(callers, "callers");
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline: " + deadline + " (expected: above zero)");
    }
  }

  /** Loopback addresses, a socket at {@code socket}, and the documented defaults. */
  public static EnvoySettings of(Path socket, Failsafe failsafe) {
    return new EnvoySettings(
        new Address.Tcp("127.0.0.1", 10000),
        new Address.Tcp("127.0.0.1", 9901),
        new Address.Unix(socket.toString()),
        Duration.ofMillis(250),
        failsafe,
        Limits.DEFAULT,
        UnlistedPaths.FAILSAFE,
        Timeouts.DEFAULT,
        new AccessLog.Stdout(),
        "/etc/ssl/certs/ca-certificates.crt",
        OptionalInt.empty(),
        FailoverSettings.DEFAULT,
        EnvoyVersion.OLDEST,
        Steering.ALL,
        Optional.empty(),
        Optional.empty());
  }

  /** These, but with another deadline. */
  public EnvoySettings withDeadline(Duration other) {
    return new EnvoySettings(
        listener,
        admin,
        sidecar,
        other,
        failsafe,
        limits,
        unlistedPaths,
        timeouts,
        accessLog,
        caFile,
        concurrency,
        failover,
        version,
        steering,
        xds,
        callers);
  }

  /** These, but with other callers. */
  public EnvoySettings withCallers(Optional<CallerSettings> others) {
    return new EnvoySettings(
        listener,
        admin,
        sidecar,
        deadline,
        failsafe,
        limits,
        unlistedPaths,
        timeouts,
        accessLog,
        caFile,
        concurrency,
        failover,
        version,
        steering,
        xds,
        others);
  }

  /** Whether Interlock only looks on. */
  boolean observing() {
    return steering == Steering.NONE;
  }

  /** How long Envoy waits for each reply of Interlock before the fail-safe route applies. */
  public Duration messageTimeout() {
    return deadline.plus(MARGIN);
  }

  /**
   * What Envoy does when Interlock did not decide.
   *
   * @param model id of the model that then answers
   * @param open whether the operator accepts that this model breaks rules that depend on content
   * @param sensitive requests that are refused instead
   * @param refuses whether nobody answers: every undecided request is refused
   */
  public record Failsafe(
      String model, boolean open, Optional<Sensitive> sensitive, boolean refuses) {
    /** {@code model} answers, save what is sensitive. */
    public Failsafe(String model, boolean open, Optional<Sensitive> sensitive) {
      this(model, open, sensitive, false);
    }

    /** {@code model} answers everything. */
    public static Failsafe to(String model) {
      return new Failsafe(model, false, Optional.empty());
    }
  }

  /**
   * Requests that nobody but Interlock may route: without a decision they get a 503.
   *
   * @param header name of a header the operator's clients or gateway set
   * @param values the sensitive ones, compared ignoring case, each alone or in a comma list
   */
  public record Sensitive(String header, List<String> values) {
    public Sensitive {
      header = header.toLowerCase(Locale.ROOT);
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("values: none (expected: at least one)");
      }
    }
  }

  /**
   * Bounds on what clients may send.
   *
   * @param requestBytes largest request body; beyond it 413
   * @param connections open client connections
   */
  public record Limits(int requestBytes, int connections) {
    public static final Limits DEFAULT = new Limits(8 << 20, 10_000);

    /** The largest body Envoy's flow control towards the sidecar is rendered for. */
    public static final int MAX_REQUEST_BYTES = 256 << 20;

    public Limits {
      if (requestBytes < 1 || requestBytes > MAX_REQUEST_BYTES) {
        throw new IllegalArgumentException(
            "request_bytes: " + requestBytes + " (expected: 1 to " + MAX_REQUEST_BYTES + ")");
      }
      if (connections < 1) {
        throw new IllegalArgumentException("connections: " + connections + " (expected: above 0)");
      }
    }

    /** Bytes that Envoy holds for each stream to the sidecar: well above the largest body. */
    public int streamWindow() {
      return Math.max(64 << 20, 2 * requestBytes);
    }
  }

  /** What becomes of a path that is no inference endpoint. */
  public enum UnlistedPaths {
    /** It goes to the fail-safe model's server, its body unchanged. */
    FAILSAFE,
    /** The client gets a 404 in its dialect. */
    NOT_FOUND
  }

  /**
   * Patience with the models: a generation may take minutes, and be silent while it thinks.
   *
   * @param request from the end of the request to the end of the answer
   * @param idle without a byte in either direction
   * @param connect to reach the server
   */
  public record Timeouts(Duration request, Duration idle, Duration connect) {
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(600), Duration.ofSeconds(600), Duration.ofSeconds(1));
  }

  /** Where Envoy writes one JSON line per request. */
  public sealed interface AccessLog {
    /** Envoy's standard output. */
    record Stdout() implements AccessLog {}

    /** A file Envoy may write. */
    record File(String path) implements AccessLog {}

    /** Nowhere. */
    record Off() implements AccessLog {}
  }
}
