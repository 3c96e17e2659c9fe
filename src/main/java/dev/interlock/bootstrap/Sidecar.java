package dev.interlock.bootstrap;

import dev.interlock.admin.DecisionApi;
import dev.interlock.admin.ExplainApi;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.config.Address;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.exchange.DecisionLog;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.exchange.MetricsSink;
import dev.interlock.exchange.TraceSink;
import dev.interlock.extproc.ExternalProcessors;
import dev.interlock.extproc.WarmUp;
import dev.interlock.routing.DecisionMetadata;
import dev.interlock.routing.RoutingSnapshot;
import dev.interlock.server.GrpcListener;
import dev.interlock.server.GrpcPeer;
import dev.interlock.server.Health;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import dev.interlock.server.ServerSettings;
import dev.interlock.telemetry.Metrics;
import dev.interlock.telemetry.Telemetry;
import io.grpc.BindableService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The running sidecar: the composition root, which reads top to bottom as the list of what there
 * is. Probes are answered from the start; Envoy's socket appears only when decisions are fast.
 */
public final class Sidecar implements AutoCloseable {
  /** Bytes of request bodies held at once; beyond it Envoy's fail-safe route answers. */
  private static final long BODY_BYTES = 32L << 20;

  /** Bytes of recent decisions kept for {@code GET /api/decisions/{id}}. */
  private static final long DECISION_BYTES = 16L << 20;

  /** Room for a message around the largest body. */
  private static final int MESSAGE_OVERHEAD = 1 << 20;

  private final Health state;
  private final HttpListener health;
  private final HttpListener admin;
  private final Closing running;

  private Sidecar(Health state, HttpListener health, HttpListener admin, Closing running) {
    this.state = state;
    this.health = health;
    this.admin = admin;
    this.running = running;
  }

  /**
   * Starts the sidecar and returns when it is ready; if that fails, nothing is left open.
   *
   * @param home the distribution's folder, with {@code encoder} and {@code heads} in it
   * @throws IOException if an address cannot be bound
   */
  public static Sidecar start(Loaded.Valid loaded, Path home)
      throws IOException, InterruptedException {
    return start(loaded, home, WarmUp.Effort.START);
  }

  /** Starts the sidecar after thousands of requests: what a start-up cache is recorded from. */
  public static Sidecar rehearse(Loaded.Valid loaded, Path home)
      throws IOException, InterruptedException {
    return start(loaded, home, WarmUp.Effort.REHEARSAL);
  }

  private static Sidecar start(Loaded.Valid loaded, Path home, WarmUp.Effort effort)
      throws IOException, InterruptedException {
    Configuration configuration = loaded.configuration();
    ServerSettings server = configuration.server();
    int threads = workers(server);

    try (var running = new Closing()) {
      var telemetry =
          running.add(Telemetry.start(configuration.telemetry().otlp().map(Object::toString)));
      var state = new Health();
      var health =
          running.add(
              HttpListener.start(
                  "health", socket(server.health()), healthRoutes(state, telemetry)));

      var engine = running.add(DecisionEngine.build(loaded, home, threads));
      var workers = running.add(new WorkerPool("decide", threads, server.queue()));
      var bodies = new ByteBudget(bodyBytes(configuration));
      gauges(telemetry.metrics(), workers, bodies);
      warmUp(configuration, engine, workers, effort);

      var log = new DecisionLog(DECISION_BYTES);
      var admin =
          running.add(
              HttpListener.start(
                  "admin", socket(server.admin()), adminRoutes(configuration, engine, log)));
      ExchangeSinks sinks = sinks(configuration, log, telemetry);
      running.add(
          GrpcListener.start(
              server.listen(),
              eventLoops(server),
              maxMessageBytes(configuration),
              List.of(
                  service(configuration, engine, workers, bodies, sinks, telemetry.metrics()))));

      state.ready();
      running.add(() -> state.notReady("stopping"));
      return new Sidecar(state, health, admin, running.release());
    }
  }

  private static void gauges(Metrics metrics, WorkerPool workers, ByteBudget bodies) {
    metrics.gauge("interlock_queue_depth", "Requests waiting for a worker", workers::queued);
    metrics.gauge("interlock_body_bytes", "Bytes of request bodies held", bodies::held);
  }

  private static ExchangeSinks sinks(
      Configuration configuration, DecisionLog log, Telemetry telemetry) {
    var sinks = new ArrayList<ExchangeSink>(List.of(log, new MetricsSink(telemetry.metrics())));
    if (configuration.telemetry().otlp().isPresent()) {
      sinks.add(new TraceSink(telemetry.tracer(), InstantSource.system()));
    }
    return new ExchangeSinks(sinks, telemetry.metrics(), System::nanoTime);
  }

  private static BindableService service(
      Configuration configuration,
      DecisionEngine engine,
      WorkerPool workers,
      ByteBudget bodies,
      ExchangeSinks sinks,
      Metrics metrics) {
    var settings =
        new ExternalProcessors.Settings(
            configuration.server().deadline(),
            configuration.envoy().unlistedPaths() == UnlistedPaths.NOT_FOUND,
            DecisionMetadata::of);
    return ExternalProcessors.deciding(engine::snapshot, settings, workers, bodies, sinks, metrics);
  }

  /** Runs the whole path, protocol included, on a socket of its own and without telling anybody. */
  private static void warmUp(
      Configuration configuration, DecisionEngine engine, WorkerPool workers, WarmUp.Effort effort)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("interlock-warm-up");
    var socket = new Address.Unix(folder.resolve("socket").toString());
    BindableService quiet =
        service(
            configuration,
            engine,
            workers,
            new ByteBudget(bodyBytes(configuration)),
            ExchangeSinks.none(),
            Metrics.none());
    try (var _ = GrpcListener.start(socket, 1, maxMessageBytes(configuration), List.of(quiet));
        var peer = new GrpcPeer(socket)) {
      new WarmUp(peer.channel(), names(engine.snapshot())).run(effort);
    } finally {
      Files.deleteIfExists(Path.of(socket.path()));
      Files.deleteIfExists(folder);
    }
  }

  /** A virtual model and a physical one: the two ways through. */
  private static List<String> names(RoutingSnapshot snapshot) {
    return Stream.concat(
            snapshot.catalog().virtualModels().stream().limit(1).map(VirtualModel::name),
            snapshot.catalog().models().stream().limit(1).map(Model::id))
        .toList();
  }

  private static Map<String, HttpListener.Handler> healthRoutes(Health state, Telemetry telemetry) {
    return Map.of(
        "/healthz", state::live,
        "/readyz", state::readiness,
        "/metrics", _ -> HttpReply.text(200, telemetry.prometheusText()));
  }

  private static Map<String, HttpListener.Handler> adminRoutes(
      Configuration configuration, DecisionEngine engine, DecisionLog log) {
    return Map.of(
        "/api/explain",
        new ExplainApi(engine::explain, configuration.envoy().limits().requestBytes()),
        DecisionApi.PREFIX,
        new DecisionApi(log));
  }

  /**
   * Envoy opens one connection per worker thread of its own; two loops leave the cores to the
   * deciding threads.
   */
  static int eventLoops(ServerSettings server) {
    return Math.min(2, workers(server));
  }

  private static int workers(ServerSettings server) {
    return server.workers().orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /** Room for many ordinary bodies, and for one of the largest that the limit lets through. */
  private static long bodyBytes(Configuration configuration) {
    return Math.max(BODY_BYTES, configuration.envoy().limits().requestBytes());
  }

  /** The largest body and what is around it. */
  static int maxMessageBytes(Configuration configuration) {
    return configuration.envoy().limits().requestBytes() + MESSAGE_OVERHEAD;
  }

  private static InetSocketAddress socket(Address.Tcp address) {
    return new InetSocketAddress(address.host(), address.port());
  }

  /** Where health checks and metrics are, with the port the system gave if the file said 0. */
  public InetSocketAddress health() {
    return health.address();
  }

  /** Where the admin interface is. */
  public InetSocketAddress admin() {
    return admin.address();
  }

  /** Whether it is ready, and why not. */
  Health state() {
    return state;
  }

  /** Says that it is not ready, then stops listening, then what stands behind. */
  @Override
  public void close() {
    running.close();
  }
}
