package dev.interlock.system;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.ConfigurationLoader;
import dev.interlock.bootstrap.ConfigurationSource;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.Sidecar;
import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.bootstrap.SignalFamilies;
import dev.interlock.bootstrap.WarmSidecars;
import dev.interlock.config.Address;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.FreePorts;
import dev.interlock.envoy.Waiting;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetSimulator;
import dev.interlock.simulator.ModelServer;
import dev.interlock.simulator.Outcomes;
import dev.interlock.simulator.RequestLog;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything together, as an operator runs it: the example configuration, its simulated fleet, the
 * sidecar with the shipped encoder and heads, and a real Envoy that runs what was rendered. Only
 * addresses differ: all ports are free ones.
 */
public final class SystemFixture implements AutoCloseable {
  /** The distribution's folder, with the encoder and the heads. */
  static final Path HOME = Path.of(System.getProperty("interlock.home", "target/dist"));

  private static final Path BASE = Path.of(System.getProperty("interlock.basedir", ""));

  private static final WarmSidecars SIDECARS =
      new WarmSidecars(HOME, source(BASE.resolve("examples/interlock.yaml")));

  private final FleetSimulator fleet;
  private final Path configurationFile;
  private final Loaded.Valid loaded;
  private final EnvoyFixture envoy;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Sidecar sidecar;
  private InetSocketAddress health;
  private InetSocketAddress admin;

  private SystemFixture(
      FleetSimulator fleet, Path configurationFile, Loaded.Valid loaded, EnvoyFixture envoy) {
    this.fleet = fleet;
    this.configurationFile = configurationFile;
    this.loaded = loaded;
    this.envoy = envoy;
    this.health = socket(loaded.configuration().server().health());
    this.admin = socket(loaded.configuration().server().admin().listen());
  }

  /** The example that we ship, with patience for a slow machine. */
  public static Builder example() {
    return new Builder(read(BASE.resolve("examples/interlock.yaml")))
        .replacing("deadline: 250ms", "deadline: 10s");
  }

  /** The same; answers to requests with a header {@code x-keep} are kept. */
  public static Builder keepingOnDemand() {
    return example()
        .replacing(
            "  - name: everything else",
            "  - {name: kept, when: \"'x-keep' in request.headers\", cache: {exact: {ttl: 1h}}}\n"
                + "  - name: everything else");
  }

  public EnvoyFixture envoy() {
    return envoy;
  }

  Configuration configuration() {
    return loaded.configuration();
  }

  /** What an operator wrote. */
  Path file() {
    return configurationFile;
  }

  /** The simulated server behind a model. */
  ModelServer server(String model) {
    return fleet.server(model);
  }

  /** The latest request that reached {@code model}. */
  RequestLog.Entry lastRequest(String model) {
    return server(model).requests().last().getFirst();
  }

  /** How many requests reached any model. */
  long requestsServed() {
    return fleet.servers().stream().mapToLong(server -> server.requests().count()).sum();
  }

  void startSidecar() {
    Sidecar started = Waiting.on(() -> SIDECARS.start(source(configurationFile), loaded));
    sidecar = started;
    health = started.health();
    admin = started.admin();
  }

  /** The sidecar as the distribution runs it; {@link Builder#asProcess} made room for it. */
  SidecarProcess startProcess() {
    var launch = SidecarProcess.Launch.of(HOME, configurationFile, uri(health, "/"), sidecarLog());
    return Waiting.on(() -> SidecarProcess.start(launch));
  }

  /** What an example may read of the environment: a secret that is none. */
  private static @Nullable String variable(String name) {
    return name.equals("FLEET_SECRET") ? "0123456789abcdef".repeat(4) : null;
  }

  private static ConfigurationSource source(Path file) {
    LocalDate today = LocalDate.of(2026, 11, 20);
    var loader =
        new ConfigurationLoader(SystemFixture::variable, () -> today, SignalFamilies.specs())
            .in(HOME);
    return new ConfigurationSource(loader, file);
  }

  /** What the process prints. */
  Path sidecarLog() {
    return configurationFile.resolveSibling("sidecar.log");
  }

  /** Changes the configuration file at one instant, as editors and deployments do. */
  void edit(UnaryOperator<String> change) {
    String text = change.apply(Waiting.on(() -> Files.readString(configurationFile)));
    replace("interlock.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces a file in the configuration's folder at one instant. */
  void replace(String name, byte[] bytes) {
    Path next = configurationFile.resolveSibling(name + ".next");
    Path file = configurationFile.resolveSibling(name);
    Path _ = Waiting.on(() -> Files.write(next, bytes));
    Path _ = Waiting.on(() -> Files.move(next, file, StandardCopyOption.ATOMIC_MOVE));
  }

  /** What the file says now, right or wrong for a running process. */
  Configuration written() {
    return switch (source(configurationFile).load(1)) {
      case Loaded.Invalid invalid -> throw new AssertionError(invalid.problems().toString());
      case Loaded.Valid valid -> valid.configuration();
    };
  }

  /** What the admin interface answers. */
  HttpResponse<String> adminPost(String path, String json, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(admin, path)).POST(HttpRequest.BodyPublishers.ofString(json));
    return envoy.send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  JsonNode adminGet(String path) {
    return json(get(admin, path));
  }

  void stopSidecar() {
    if (sidecar != null) {
      sidecar.close();
      sidecar = null;
    }
  }

  /** The decision record that {@code id} names. */
  JsonNode decision(String id) {
    return json(get(admin, "/api/decisions/" + id));
  }

  /** The decision behind {@code response}. */
  JsonNode decision(HttpResponse<?> response) {
    return decision(header(response, "x-interlock-decision"));
  }

  /** The latest decision about a request for {@code model} in {@code mode}, once there is one. */
  JsonNode decisionAbout(String model, String mode) {
    Waiting.until("a decision about " + model, () -> decisionsAbout(model, mode).count() > 0);
    return decisionsAbout(model, mode).findFirst().orElseThrow();
  }

  private Stream<JsonNode> decisionsAbout(String model, String mode) {
    return adminGet("/api/decisions")
        .get("decisions")
        .valueStream()
        .map(row -> decision(row.get("id").asString()))
        .filter(one -> one.at("/request/model").asString("").equals(model))
        .filter(one -> one.path("mode").asString("").equals(mode));
  }

  /** Where the admin interface answers {@code path}. */
  URI admin(String path) {
    return uri(admin, path);
  }

  /** What a probe reads. */
  HttpResponse<String> readiness() {
    var request = HttpRequest.newBuilder(uri(health, "/readyz")).build();
    return Waiting.on(() -> http.send(request, BodyHandlers.ofString()));
  }

  /** What Prometheus would read. */
  String metrics() {
    return get(health, "/metrics");
  }

  /** The sum of a metric's samples whose name and labels hold all of {@code parts}. */
  double metric(String name, String... parts) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Stream.of(parts).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The access log's line about {@code response}; Envoy writes it a little later. */
  JsonNode accessLog(HttpResponse<?> response) {
    String id = header(response, "x-interlock-decision");
    return accessLog(line -> line.at("/decision/id").asString("").equals(id));
  }

  /** The first line of the access log that {@code matches}. */
  JsonNode accessLog(Predicate<JsonNode> matches) {
    return envoy.accessLog(matches);
  }

  static String header(HttpResponse<?> response, String name) {
    return String.join(",", response.headers().allValues(name));
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static String read(Path file) {
    return Waiting.on(() -> Files.readString(file));
  }

  private static InetSocketAddress socket(Address.Tcp address) {
    return new InetSocketAddress(address.host(), address.port());
  }

  private static URI uri(InetSocketAddress address, String path) {
    return URI.create("http://127.0.0.1:" + address.getPort() + path);
  }

  private String get(InetSocketAddress address, String path) {
    var request = HttpRequest.newBuilder(uri(address, path)).build();
    return Waiting.on(() -> http.send(request, BodyHandlers.ofString())).body();
  }

  @Override
  public void close() {
    try (fleet;
        http;
        envoy) {
      stopSidecar();
    }
  }

  /** What to start. */
  public static final class Builder {
    private String text;
    private Fleet simulated = Fleet.standard().instant();
    private Outcomes outcomes = Outcomes.NONE;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private int health;
    private int admin;
    private String oldestEnvoy = "1.37";
    private int envoyAdmin;
    private UnaryOperator<String> bootstrap = rendered -> rendered;
    private String envoyKeys = "";
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private Builder(String text) {
      this.text = text;
    }

    /** Changes the example; it must say {@code old}. */
    Builder replacing(String old, String by) {
      if (!text.contains(old)) {
        throw new IllegalArgumentException("old: " + old + " (expected: text of the example)");
      }
      text = text.replace(old, by);
      return this;
    }

    /** Adds keys at the end of the example. */
    Builder adding(String lines) {
      text = text + "\n" + lines + "\n";
      return this;
    }

    /** Puts a file beside the configuration. */
    Builder file(String name, byte[] bytes) {
      files.put(name, bytes);
      return this;
    }

    /** Changes the fleet, which answers at once if nothing is said. */
    Builder fleet(UnaryOperator<Fleet> change) {
      simulated = change.apply(Fleet.standard());
      return this;
    }

    /** Lets the fleet give these answers to these prompts. */
    Builder answering(Map<String, String> answers) {
      outcomes = Outcomes.answering(answers);
      return this;
    }

    /** Puts another server behind {@code model}. */
    Builder serving(String model, int port) {
      ports.put(model, port);
      return this;
    }

    /** Puts the servers of {@code other} behind all models. */
    Builder servedAs(SystemFixture other) {
      Fleet.standard().models().forEach(m -> serving(m.id(), other.server(m.id()).port()));
      return this;
    }

    /** Renders for this Envoy and newer ones. */
    Builder oldestEnvoy(String version) {
      oldestEnvoy = version;
      return this;
    }

    /** With an Envoy that follows reloads. */
    Builder following() {
      envoyAdmin = FreePorts.next();
      return this;
    }

    /** With a bootstrap that an operator changed. */
    Builder bootstrap(UnaryOperator<String> edit) {
      bootstrap = edit;
      return this;
    }

    /** Adds keys, each with a comma behind it, to {@code envoy}. */
    Builder envoyKeys(String keys) {
      envoyKeys = keys;
      return this;
    }

    /** For a sidecar of its own process, which cannot tell its ports. */
    public Builder asProcess() {
      health = FreePorts.next();
      admin = FreePorts.next();
      return this;
    }

    public SystemFixture start() {
      return start(EnvoyFixture.newest());
    }

    SystemFixture start(EnvoyBinary binary) {
      SystemFixture system = startWithoutSidecar(binary);
      try {
        system.startSidecar();
        return system;
      } catch (RuntimeException | Error e) {
        system.close();
        throw e;
      }
    }

    SystemFixture startWithoutSidecar(EnvoyBinary binary) {
      Path directory = Waiting.on(() -> Files.createTempDirectory("interlock-system"));
      FleetSimulator fleet =
          Waiting.on(
              () ->
                  FleetSimulator.start(
                      simulated.onFreePorts(), outcomes, InstantSource.system(), 2));
      files.forEach(
          (name, bytes) -> {
            Path _ = Waiting.on(() -> Files.write(directory.resolve(name), bytes));
          });
      Path file = directory.resolve("interlock.yaml");
      Path _ = Waiting.on(() -> Files.writeString(file, text(directory, fleet)));
      return switch (source(file).load(1)) {
        case Loaded.Invalid invalid -> throw new AssertionError(invalid.problems().toString());
        case Loaded.Valid valid -> {
          Configuration configuration = valid.configuration();
          var envoy =
              EnvoyFixture.start(
                  binary, configuration.envoy(), configuration.catalog(), directory, bootstrap);
          yield new SystemFixture(fleet, file, valid, envoy);
        }
      };
    }

    private String text(Path directory, FleetSimulator fleet) {
      String addressed = text;
      for (var usual : Fleet.standard().models()) {
        int port = ports.getOrDefault(usual.id(), fleet.server(usual.id()).port());
        addressed = addressed.replace("127.0.0.1:" + usual.port(), "127.0.0.1:" + port);
      }
      return addressed
          + """

          listen: unix:%s/interlock.sock
          health: {listen: "127.0.0.1:%d"}
          admin: {listen: "127.0.0.1:%d"}
          envoy: {%slisten: "127.0.0.1:0", admin: "127.0.0.1:%d", concurrency: 1, version: "%s"%s}
          """
              .formatted(
                  directory,
                  health,
                  admin,
                  envoyKeys,
                  envoyAdmin,
                  oldestEnvoy,
                  envoyAdmin == 0 ? "" : ", xds: " + directory.resolve("xds"));
    }
  }
}
