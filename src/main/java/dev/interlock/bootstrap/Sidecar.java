package dev.interlock.bootstrap;

import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.config.Address;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.extproc.ExternalProcessors;
import dev.interlock.extproc.WarmUp;
import dev.interlock.memory.Learning;
import dev.interlock.server.DrainSettings;
import dev.interlock.server.GrpcListener;
import dev.interlock.server.Health;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import dev.interlock.server.ServerSettings;
import dev.interlock.telemetry.Metrics;
import dev.interlock.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running sidecar: the composition root, which reads top to bottom as the list of what there
 * is. Probes are answered from the start; Envoy's socket appears only when decisions are fast.
 */
public final class Sidecar implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);

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
    return start(source, loaded, engine(loaded, home), WarmUp.Effort.START);
  }

  /** Starts the sidecar after thousands of requests: what a start-up cache is recorded from. */
  public static Sidecar rehearse(ConfigurationSource source, Loaded.Valid loaded, Path home)
      throws IOException, InterruptedException {
    return start(source, loaded, engine(loaded, home), WarmUp.Effort.REHEARSAL);
  }

  /**
   * Starts one more in a process that is warm: it shares with {@code like}, which is open, what is
   * the same in both and takes long to make.
   */
  static Sidecar start(ConfigurationSource source, Loaded.Valid loaded, DecisionEngine like)
      throws IOException, InterruptedException {
    Supplier<DecisionEngine> engine =
        () -> like.beside(loaded, Capacity.workers(loaded.configuration().server()));
    return start(source, loaded, engine, WarmUp.Effort.AGAIN);
  }

  private static Supplier<DecisionEngine> engine(Loaded.Valid loaded, Path home) {
    return () ->
        DecisionEngine.build(loaded, home, Capacity.workers(loaded.configuration().server()));
  }

  private static Sidecar start(
      ConfigurationSource source,
      Loaded.Valid loaded,
      Supplier<DecisionEngine> made,
      WarmUp.Effort effort)
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

      DecisionEngine engine = made.get();
      engine.warnOfFewerBits();
      var generations = running.add(generations(source, loaded, engine, telemetry.metrics()));
      var workers = running.add(new WorkerPool("decide", Capacity.workers(server), server.queue()));
      var bodies = new ByteBudget(Capacity.bodyBytes(configuration));
      var copies = new ByteBudget(Capacity.COPY_BYTES);
      var keepers = running.add(new WorkerPool("keep", 1, Capacity.COPIES));
      WorkingMemory memory = Capacity.workingMemory(configuration, generations);
      Gauges.of(telemetry.metrics(), workers, bodies, engine, generations);
      new Warming(configuration, generations, workers, memory).run(effort);
      engine.conversations().forget();
      SharedCache.join(
          configuration, engine.cache(), engine.meanings(), telemetry.metrics(), running);
      Learning learning = engine.learning();
      learning.forgetDecisions();
      configuration.journal().path().ifPresent(path -> FeedbackMemory.recall(learning, path));
      FeedbackMemory.gauges(learning, telemetry.metrics());
      var told = Told.of(generations::catalog);
      var admin =
          running.add(
              HttpListener.start(
                  "admin",
                  socket(server.admin().listen()),
                  AdminRoutes.of(
                      configuration,
                      generations,
                      memory,
                      told,
                      learning,
                      engine.cache(),
                      engine.meanings())));
      List<ExchangeSink> kept =
          told.kept(configuration, generations, learning, telemetry.metrics(), running);
      ExchangeSinks sinks = told.sinks(configuration, telemetry, engine, kept);
      learning.tell(sinks::judged, sinks::changed);
      var envoy =
          running.add(
              GrpcListener.start(
                  server.listen(),
                  Capacity.eventLoops(server),
                  Capacity.maxMessageBytes(configuration),
                  List.of(
                      ExternalProcessors.deciding(
                          generations::hold,
                          engine.cache(),
                          copies,
                          keepers,
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

  private static Map<String, HttpListener.Handler> healthRoutes(Health state, Telemetry telemetry) {
    return Map.of(
        "/healthz", state::live,
        "/readyz", state::readiness,
        "/metrics", _ -> HttpReply.text(200, telemetry.prometheusText()));
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
