package dev.interlock.envoy;

import static dev.interlock.config.Types.address;
import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.size;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.tcpAddress;
import static dev.interlock.config.Types.text;

import dev.interlock.caller.CallerSettings;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.config.Address;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import dev.interlock.envoy.EnvoySettings.AccessLog;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.EnvoySettings.Limits;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.envoy.EnvoySettings.Timeouts;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.failover.FailoverSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys {@code failsafe}, {@code limits}, {@code unlisted_paths} and {@code envoy}. */
public final class EnvoySection {
  private static final Type<String> FILE = text("/.+", "a path from /", "/file");
  private static final Type<String> ACCESS_LOG =
      text("stdout|off|/.+", "`stdout`, `off` or a path from /", "stdout");
  private static final Type<String> HEADER =
      text("[A-Za-z0-9][A-Za-z0-9_-]*", "a header name", "x-data-class");

  private static final Type<EnvoyVersion> VERSION =
      choice(EnvoyVersion.MINORS, version -> version.major() + "." + version.minor());

  private EnvoySection() {}

  /**
   * Reads the keys of the whole file's mapping.
   *
   * @param listen where the sidecar listens, and Envoy reaches it unless {@code envoy.sidecar} is
   *     said
   * @param deadline the sidecar's own
   * @param steering how much of the traffic follows decisions
   * @param catalog the models there are; empty only where a reader describes itself
   * @param callers how Envoy learns who calls
   */
  public static EnvoySettings read(
      ObjectReader in,
      Address listen,
      Duration deadline,
      Steering steering,
      ModelCatalog catalog,
      Optional<CallerSettings> callers) {
    Failsafe failsafe =
        in.section(
            "failsafe",
            object(each -> failsafe(each, catalog)),
            "What Envoy does alone, while Interlock is down or too slow.");
    FailoverSettings failover =
        in.section(
            "failover",
            object(FailoverSettings::read),
            "What happens when a model does not answer: the next model of the plan is asked.");
    Limits limits = in.section("limits", object(EnvoySection::limits), "What clients may send.");
    UnlistedPaths unlisted =
        in.optional(
            "unlisted_paths",
            choice(UnlistedPaths.class),
            UnlistedPaths.FAILSAFE,
            "Where paths go that Interlock does not know: to the fail-safe model's server, or"
                + " nowhere.");
    return in.section(
            "envoy",
            object(
                each ->
                    settings(
                        each, listen, deadline, failsafe, limits, unlisted, failover, steering)),
            "The Envoy that `interlock envoy` renders.")
        .withCallers(callers);
  }

  private static EnvoySettings settings(
      ObjectReader in,
      Address listen,
      Duration deadline,
      Failsafe failsafe,
      Limits limits,
      UnlistedPaths unlistedPaths,
      FailoverSettings failover,
      Steering steering) {
    return new EnvoySettings(
        in.optional(
            "listen",
            tcpAddress(),
            new Address.Tcp("127.0.0.1", 10000),
            "Where clients connect. Loopback until you say otherwise: whoever reaches it spends"
                + " your money."),
        in.optional(
            "admin",
            tcpAddress(),
            new Address.Tcp("127.0.0.1", 9901),
            "Envoy's own admin interface. Whoever reaches it can stop Envoy."),
        in.optional(
            "sidecar",
            address(),
            listen,
            "Where Envoy reaches Interlock, if that is not `listen`: from another pod, the name of"
                + " Interlock's Service. Every address of a name is used."),
        deadline,
        failsafe,
        limits,
        unlistedPaths,
        in.section("timeouts", object(EnvoySection::timeouts), "Patience with the models."),
        accessLog(
            in.optional(
                "access_log",
                ACCESS_LOG,
                "stdout",
                "Where one JSON line per request goes. No prompts, no answers.")),
        in.optional(
            "ca_file",
            FILE,
            "/etc/ssl/certs/ca-certificates.crt",
            "The authorities Envoy trusts for models behind https, on Envoy's disk."),
        in.optional("concurrency", integer(1, 1024), "Envoy's threads; one per core if left out.")
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty),
        failover,
        in.optional(
            "version",
            VERSION,
            EnvoyVersion.OLDEST,
            "The oldest Envoy it must run on. Before 1.40 failover takes a cluster for every order"
                + " of models that a plan can have."),
        steering,
        in.optional(
                "xds",
                FILE,
                "A folder that Envoy watches and Interlock writes, so that a running Envoy follows"
                    + " reloads. Without it Envoy knows what it was started with.")
            .map(Path::of),
        Optional.empty());
  }

  private static Failsafe failsafe(ObjectReader in, ModelCatalog catalog) {
    Optional<String> named =
        in.optional(
            "model",
            text(),
            "Who answers then, by `id`: the first virtual model's `default` if left out.");
    List<String> known = catalog.models().stream().map(Model::id).toList();
    named
        .filter(name -> !known.contains(name))
        .ifPresent(name -> in.rejectUnknown("model", "model", name, known));
    String model =
        named.orElseGet(
            () ->
                catalog.virtualModels().stream()
                    .findFirst()
                    .map(virtual -> virtual.fallback().id())
                    .orElse(""));
    return new Failsafe(
        model,
        in.optional(
            "open",
            flag(),
            false,
            "Accept that this model answers requests that a rule would forbid it or refuse."),
        in.optional(
            "sensitive",
            object(EnvoySection::sensitive),
            "Requests that are refused instead, known by a header your clients or gateway set."),
        in.optional(
                "then",
                choice(Undecided.class),
                Undecided.ANSWER,
                "`refuse`: nobody answers while Interlock is down; every request gets a 503 and"
                    + " unlisted paths a 404. For rules that no single model keeps.")
            == Undecided.REFUSE);
  }

  private static Sensitive sensitive(ObjectReader in) {
    String header = in.required("header", HEADER, "The header's name.");
    List<String> values =
        in.required("values", someOf(text()), "Its sensitive values, in any case.");
    Then _ = in.optional("then", choice(Then.class), Then.REFUSE, "What happens to them: a 503.");
    return new Sensitive(header, values.isEmpty() ? List.of("x") : values);
  }

  private static Limits limits(ObjectReader in) {
    long bytes =
        in.optional(
            "request_bytes",
            size(1, Limits.MAX_REQUEST_BYTES),
            (long) Limits.DEFAULT.requestBytes(),
            "The largest request body; beyond it 413.");
    int connections =
        in.optional(
            "connections",
            integer(1, 1_000_000),
            Limits.DEFAULT.connections(),
            "Open client connections; beyond it new ones are closed.");
    return new Limits((int) bytes, connections);
  }

  private static Timeouts timeouts(ObjectReader in) {
    Duration hour = Duration.ofHours(1);
    return new Timeouts(
        in.optional(
            "request",
            duration(Duration.ofSeconds(1), hour),
            Timeouts.DEFAULT.request(),
            "From the end of a request to the end of its answer."),
        in.optional(
            "idle",
            duration(Duration.ofSeconds(1), hour),
            Timeouts.DEFAULT.idle(),
            "Without a byte in either direction."),
        in.optional(
            "connect",
            duration(Duration.ofMillis(10), Duration.ofMinutes(1)),
            Timeouts.DEFAULT.connect(),
            "To reach a model's server."));
  }

  private static AccessLog accessLog(String text) {
    return switch (text) {
      case "stdout" -> new AccessLog.Stdout();
      case "off" -> new AccessLog.Off();
      default -> new AccessLog.File(text);
    };
  }

  private enum Undecided {
    ANSWER,
    REFUSE
  }

  private enum Then {
    REFUSE
  }
}
