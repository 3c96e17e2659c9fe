package dev.interlock.bootstrap;

import dev.interlock.admin.AdminGuard;
import dev.interlock.admin.ConfigurationApi;
import dev.interlock.admin.DecisionApi;
import dev.interlock.admin.DecisionsApi;
import dev.interlock.admin.ExplainApi;
import dev.interlock.admin.FeedbackApi;
import dev.interlock.admin.MemoryApi;
import dev.interlock.admin.StatusApi;
import dev.interlock.admin.WhyPage;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.Latest;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.config.Address;
import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.exchange.BreakerSink;
import dev.interlock.exchange.ConversationSink;
import dev.interlock.exchange.DecisionLog;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.exchange.GenAiSink;
import dev.interlock.exchange.MemorySink;
import dev.interlock.exchange.MetricsSink;
import dev.interlock.exchange.RecentDecisions;
import dev.interlock.exchange.Savings;
import dev.interlock.exchange.TenantSink;
import dev.interlock.exchange.TraceSink;
import dev.interlock.extproc.ExternalProcessors;
import dev.interlock.extproc.WarmUp;
import dev.interlock.journal.Journal;
import dev.interlock.journal.JournalSettings;
import dev.interlock.memory.Learning;
import dev.interlock.server.DrainSettings;
import dev.interlock.server.GrpcListener;
import dev.interlock.server.GrpcPeer;
import dev.interlock.server.Health;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import dev.interlock.server.ServerSettings;
import dev.interlock.telemetry.Metrics;
import dev.interlock.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running sidecar: the composition root, which reads top to bottom as the list of what there
 * is. Probes are answered from the start; Envoy's socket appears only when decisions are fast.
 */
public final class Sidecar implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);

  /** Bytes of recent decisions kept for {@code GET /api/decisions/{id}}. */
  private static final long DECISION_BYTES = 8L << 20;

  /** Room for a message around the largest body. */
  private static final int MESSAGE_OVERHEAD = 1 << 20;

  private final Health state;
  private final HttpListener health;
  private final HttpListener admin;
  private final GrpcListener envoy;
  private final Generations generations;
  private final Closing running;

  private Sidecar(
      Health state,
      HttpListener health,
      HttpListener admin,
      GrpcListener envoy,
      Generations generations,
      Closing running) {
    this.state = state;
    this.health = health;
    this.admin = admin;
    this.envoy = envoy;
    this.generations = generations;
    this.running = running;
  }

  /**
   * Starts the sidecar and returns when it is ready; if that fails, nothing is left open.
   *
   * @param home the distribution's folder, with {@code encoder} and {@code heads} in it
   * @throws IOException if an address cannot be bound
   */
  public static Sidecar start(ConfigurationSource source, Loaded.Valid loaded, Path home)
      throws IOException, InterruptedException {
    return start(source, loaded, home, WarmUp.Effort.START);
  }

  /** Starts the sidecar after thousands of requests: what a start-up cache is recorded from. */
  public static Sidecar rehearse(ConfigurationSource source, Loaded.Valid loaded, Path home)
      throws IOException, InterruptedException {
    return start(source, loaded, home, WarmUp.Effort.REHEARSAL);
  }

  private static Sidecar start(
      ConfigurationSource source, Loaded.Valid loaded, Path home, WarmUp.Effort effort)
      throws IOException, InterruptedException {
    Configuration configuration = loaded.configuration();
    ServerSettings server = configuration.server();

    try (var running = new Closing()) {
      var telemetry =
          running.add(Telemetry.start(configuration.telemetry().otlp().map(Object::toString)));
      var state = new Health();
      var health =
          running.add(
              HttpListener.start(
                  "health", socket(server.health()), healthRoutes(state, telemetry)));

      var engine = DecisionEngine.build(loaded, home, workers(server));
      engine.warnOfFewerBits();
      var generations = running.add(generations(source, loaded, engine, telemetry.metrics()));
      var workers = running.add(new WorkerPool("decide", workers(server), server.queue()));
      var bodies = new ByteBudget(HeapBudget.bodyBytes(configuration));
      WorkingMemory memory = HeapBudget.workingMemory(configuration, generations);
      Gauges.of(telemetry.metrics(), workers, bodies, engine, generations);
      warmUp(configuration, generations, workers, memory, effort);
      engine.conversations().forget();
      Learning learning = engine.learning();
      learning.forgetDecisions();
      configuration.journal().path().ifPresent(path -> FeedbackMemory.recall(learning, path));
      FeedbackMemory.gauges(learning, telemetry.metrics());
      var baseline = new AlwaysTheBiggest(generations::catalog);
      var shown =
          new Shown(
              new DecisionLog(DECISION_BYTES),
              new RecentDecisions(DecisionsApi.MOST),
              new Savings(baseline));
      var admin =
          running.add(
              HttpListener.start(
                  "admin",
                  socket(server.admin().listen()),
                  adminRoutes(configuration, generations, memory, shown, baseline, learning)));
      var kept = new ArrayList<ExchangeSink>();
      if (configuration.journal().path().isPresent()) {
        kept.add(running.add(journal(configuration, generations, baseline, telemetry)));
      }
      if (configuration.samples().folder().isPresent()) {
        kept.add(
            running.add(
                SamplesSection.start(
                    configuration.samples(),
                    configuration.samples().folder().get(),
                    generations,
                    telemetry.metrics())));
      }
      ExchangeSinks sinks = sinks(configuration, shown, baseline, telemetry, engine, kept);
      learning.tell(sinks::judged, sinks::changed);
      var envoy =
          running.add(
              GrpcListener.start(
                  server.listen(),
                  eventLoops(server),
                  maxMessageBytes(configuration),
                  List.of(
                      ExternalProcessors.deciding(
                          generations::hold,
                          workers,
                          bodies,
                          memory,
                          sinks,
                          telemetry.metrics()))));

      state.ready();
      running.add(FileWatch.start(generations::inputs, () -> generations.reload("file")));
      running.add(() -> state.notReady("stopping"));
      return new Sidecar(state, health, admin, envoy, generations, running.release());
    }
  }

  private static Generations generations(
      ConfigurationSource source, Loaded.Valid loaded, DecisionEngine engine, Metrics metrics) {
    return new Generations(
        source,
        loaded,
        engine,
        EnvoyUpdates.of(loaded.configuration()),
        InstantSource.system(),
        metrics);
  }

  /** What people ask the admin interface for. */
  private record Shown(DecisionLog log, RecentDecisions recent, Savings savings) {}

  private static Journal journal(
      Configuration configuration,
      Generations generations,
      AlwaysTheBiggest baseline,
      Telemetry telemetry)
      throws IOException {
    JournalSettings settings = configuration.journal();
    var journal =
        Journal.open(settings, settings.path().orElseThrow(), generations::catalog, baseline);
    telemetry
        .metrics()
        .gauge(
            "interlock_journal_lost",
            "Requests missing in the journal since the start: the disk is slow or full",
            journal::lost);
    return journal;
  }

  private static ExchangeSinks sinks(
      Configuration configuration,
      Shown shown,
      AlwaysTheBiggest baseline,
      Telemetry telemetry,
      DecisionEngine engine,
      List<ExchangeSink> kept) {
    var sinks =
        new ArrayList<ExchangeSink>(
            List.of(
                new BreakerSink(engine.breakers()),
                new ConversationSink(engine.conversations()),
                new MemorySink(engine.learning()),
                shown.log(),
                shown.recent(),
                shown.savings(),
                new MetricsSink(telemetry.metrics(), baseline),
                new GenAiSink(telemetry.genAi(), InstantSource.system())));
    sinks.add(new TenantSink(telemetry.tenants(configuration.metricTenants())));
    sinks.addAll(kept);
    if (configuration.telemetry().otlp().isPresent()) {
      sinks.add(new TraceSink(telemetry.tracer(), InstantSource.system()));
    }
    return new ExchangeSinks(sinks, telemetry.metrics(), System::nanoTime);
  }

  /** Runs the whole path, protocol included, on a socket of its own and without telling anybody. */
  private static void warmUp(
      Configuration configuration,
      Generations generations,
      WorkerPool workers,
      WorkingMemory memory,
      WarmUp.Effort effort)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("interlock-warm-up");
    var socket = new Address.Unix(folder.resolve("socket").toString());
    try (var deciding = new Latest<>(generations.holdDeciding());
        var _ =
            GrpcListener.start(
                socket,
                1,
                maxMessageBytes(configuration),
                List.of(
                    ExternalProcessors.deciding(
                        deciding::hold,
                        workers,
                        new ByteBudget(HeapBudget.bodyBytes(configuration)),
                        memory,
                        ExchangeSinks.none(),
                        Metrics.none())));
        var peer = new GrpcPeer(socket)) {
      new WarmUp(peer.channel(), names(configuration.catalog())).run(effort);
    } finally {
      Files.deleteIfExists(Path.of(socket.path()));
      Files.deleteIfExists(folder);
    }
  }

  /** A virtual model and a physical one: the two ways through. */
  private static List<String> names(ModelCatalog catalog) {
    return Stream.concat(
            catalog.virtualModels().stream().limit(1).map(VirtualModel::name),
            catalog.models().stream().limit(1).map(Model::id))
        .toList();
  }

  private static Map<String, HttpListener.Handler> healthRoutes(Health state, Telemetry telemetry) {
    return Map.of(
        "/healthz", state::live,
        "/readyz", state::readiness,
        "/metrics", _ -> HttpReply.text(200, telemetry.prometheusText()));
  }

  private static Map<String, HttpListener.Handler> adminRoutes(
      Configuration configuration,
      Generations generations,
      WorkingMemory memory,
      Shown shown,
      AlwaysTheBiggest baseline,
      Learning learning) {
    String version = Sidecar.class.getPackage().getImplementationVersion();
    var running = new StatusApi.Running(version == null ? "development" : version, Instant.now());
    var routes = new HashMap<>(new ConfigurationApi(generations).routes());
    routes.putAll(new MemoryApi(learning).routes());
    routes.put(FeedbackApi.PATH, new FeedbackApi(learning));
    routes.put("/", new WhyPage());
    routes.put(
        "/api/explain",
        new ExplainApi(
            generations::explain, memory, configuration.envoy().limits().requestBytes()));
    routes.put(DecisionsApi.PATH, new DecisionsApi(shown.recent(), baseline));
    routes.put(DecisionApi.PREFIX, new DecisionApi(shown.log()));
    routes.put(
        StatusApi.PATH, new StatusApi(running, generations, generations::catalog, shown.savings()));
    return new AdminGuard(configuration.server().admin().token()).before(routes);
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

  /** The configurations of this process. */
  public Generations generations() {
    return generations;
  }

  /** Whether it is ready, and why not. */
  Health state() {
    return state;
  }

  /**
   * Ends without losing anything: says that it is not ready, goes on with new streams for a while,
   * lets the open ones end, and closes. It waits for all that.
   *
   * @throws InterruptedException if it is to end at once; it has ended then, too
   */
  public void drain() throws InterruptedException {
    try (this) {
      DrainSettings settings = generations.configuration().drain();
      state.notReady("draining");
      LOG.info("draining: new streams for {}", settings.grace());
      Thread.sleep(settings.grace());
      LOG.info("draining: open streams for {}", settings.deadline());
      envoy.shutdown(settings.deadline());
      LOG.info("drained");
    }
  }

  /** Says that it is not ready, then stops listening, then what stands behind. */
  @Override
  public void close() {
    running.close();
  }
}
