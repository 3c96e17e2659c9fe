package dev.interlock.bootstrap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.interlock.admin.ConfigurationChange;
import dev.interlock.admin.ConfigurationChange.Result;
import dev.interlock.admin.ConfigurationControl;
import dev.interlock.admin.ConfigurationStatus;
import dev.interlock.bootstrap.Running.Origin;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.Latest;
import dev.interlock.concurrent.Shared;
import dev.interlock.config.Problem;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.embedding.EncoderException;
import dev.interlock.extproc.Served;
import dev.interlock.head.HeadException;
import dev.interlock.inference.RequestHead;
import dev.interlock.predictor.BundleException;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.FailureNote;
import dev.interlock.telemetry.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configurations of this process: the one in force, those that open streams began with, and
 * those that can be had again. A change is validated whole, built beside the running one, shown to
 * Envoy, and then put in place at one instant; whatever goes wrong before leaves everything as it
 * was. Thread-safe: changes are made by one thread, one after the other, off the request path; the
 * kill switch waits for none of them.
 */
public final class Generations implements ConfigurationControl, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

  /** How often we look whether Envoy, which may have been started since, took what it needs. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final ConfigurationSource source;
  private final EnvoyUpdates envoy;
  private final InstantSource clock;
  private final ConfigurationMetrics metrics;
  private final FixedAtStart fixed;
  private final ScheduledExecutorService changes =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("reload").daemon().factory());

  /** Its holders are this object, what is served of it, and explanations. */
  private final Latest<Running> running;

  /** Its holders are this object and the streams. */
  private final Latest<Served> served;

  @GuardedBy("this")
  private Lineage lineage;

  private volatile List<Path> inputs;

  /**
   * Begins with {@code first}.
   *
   * @param engine built from {@code first}; closed with the last stream that it serves
   */
  public Generations(
      ConfigurationSource source,
      Loaded.Valid first,
      DecisionEngine engine,
      EnvoyUpdates envoy,
      InstantSource clock,
      Metrics metrics) {
    this.source = source;
    this.envoy = envoy;
    this.clock = clock;
    this.metrics = new ConfigurationMetrics(metrics);
    this.fixed = new FixedAtStart(first.configuration());
    var origin = new Origin(first, "start", clock.instant());
    var started = new Running(origin, first.configuration(), engine);
    Shared<Running> shared = shared(started);
    running = new Latest<>(shared);
    served = new Latest<>(served(shared, false));
    inputs = first.inputs();
    lineage =
        Lineage.of(started, change(Result.APPLIED, "start", started, lines(first.problems())));
    this.metrics.gauges(this::status, () -> lineage().inUse().size());
    // An Envoy that runs already may follow an earlier process, and have to learn something.
    envoyTakes(envoy.prepare(started.configuration(), List.of()));
    var _ =
        changes.scheduleWithFixedDelay(
            this::lookAtEnvoy, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Holds what a new stream is served with. */
  public Shared<Served> hold() {
    return served.hold();
  }

  /** Holds the configuration in force, deciding whatever the kill switch says: to warm up. */
  Shared<Served> holdDeciding() {
    Shared<Running> held = running.hold();
    return new Shared<>(held.value().deciding(), held::release);
  }

  /** The one in force: plain data, which stays as it is. */
  Configuration configuration() {
    return current().configuration();
  }

  /** The files whose change may be a reason to reload. */
  List<Path> inputs() {
    return inputs;
  }

  /** The models in force. */
  ModelCatalog catalog() {
    Shared<Running> held = running.hold();
    try {
      return held.value().configuration().catalog();
    } finally {
      held.release();
    }
  }

  /** The largest share of wrong answers that rules in force accept, by rule. */
  Map<String, Double> promises() {
    Shared<Running> held = running.hold();
    try {
      return held.value().configuration().policy().promises();
    } finally {
      held.release();
    }
  }

  /**
   * The decision that {@code body} would get now; nothing is learnt of it or counted but the
   * asking.
   */
  public Decision explain(ParsedBody body, RequestHead head) {
    Shared<Running> held = running.hold();
    try {
      return held.value().explain(body, head);
    } finally {
      held.release();
    }
  }

  @Override
  public ConfigurationChange reload() {
    return reload("admin");
  }

  /**
   * As {@link #reload()}.
   *
   * @param trigger who wanted it
   */
  public ConfigurationChange reload(String trigger) {
    return inTurn(trigger, () -> loadAndInstall(trigger));
  }

  @Override
  public ConfigurationChange rollback(long generation) {
    return inTurn(
        "rollback",
        () -> {
          Optional<Origin> found = lineage().kept(generation);
          return found.isPresent()
              ? install(found.get().loaded(), "rollback")
              : change(
                  Result.UNKNOWN,
                  "rollback",
                  current(),
                  List.of("generation: " + generation + " (expected: one that is kept)"));
        });
  }

  @Override
  public synchronized ConfigurationStatus passThrough(boolean enabled) {
    if (lineage.switched() != enabled) {
      lineage = lineage.switched(enabled);
      LOG.warn("pass-through: {}", enabled ? "on, nothing is decided" : "off");
      serveAnew();
    }
    return lineage.status();
  }

  /** Lets new streams begin with what is in force. */
  private synchronized void serveAnew() {
    Shared<Running> held = running.hold();
    served.replace(served(held, lineage.untouched()));
    held.release();
  }

  @Override
  public ConfigurationStatus status() {
    return lineage().status();
  }

  /** Ends changes, and the engine as soon as no stream needs it. */
  @Override
  public void close() {
    changes.shutdown();
    try {
      var _ = changes.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    served.close();
    running.close();
  }

  private ConfigurationChange loadAndInstall(String trigger) {
    Loaded loaded = source.load(current().origin().generation().number() + 1);
    inputs = loaded.inputs();
    return switch (loaded) {
      case Loaded.Invalid invalid ->
          attempted(change(Result.INVALID, trigger, current(), lines(invalid.problems())));
      case Loaded.Valid valid -> install(valid, trigger);
    };
  }

  private ConfigurationChange install(Loaded.Valid wanted, String trigger) {
    Running before = current();
    Generation was = before.origin().generation();
    if (wanted.generation().hash().equals(was.hash())) {
      return attempted(unchanged(trigger, before, wanted));
    }
    Loaded.Valid loaded = wanted.numbered(was.number() + 1);
    Configuration effective = fixed.in(loaded.configuration());
    DecisionEngine engine;
    try {
      engine = before.engine().next(loaded.with(effective));
    } catch (EncoderException | HeadException | BundleException e) {
      return attempted(
          change(Result.FAILED, trigger, before, List.of(String.valueOf(e.getMessage()))));
    }
    Optional<String> objection = objection(effective);
    if (objection.isPresent()) {
      engine.close();
      envoy.settle(lineage().configurations());
      return attempted(change(Result.FAILED, trigger, before, List.of(objection.get())));
    }
    var next = new Running(new Origin(loaded, trigger, clock.instant()), effective, engine);
    publish(next);
    envoy.settle(lineage().configurations());
    List<String> remarks =
        Stream.concat(
                lines(loaded.problems()).stream(), fixed.ignored(loaded.configuration()).stream())
            .toList();
    return attempted(change(Result.APPLIED, trigger, next, remarks));
  }

  private ConfigurationChange unchanged(String trigger, Running inForce, Loaded.Valid same) {
    return lineage()
        .obstacle()
        .map(why -> change(Result.FAILED, trigger, inForce, List.of(why)))
        .orElseGet(() -> change(Result.UNCHANGED, trigger, inForce, lines(same.problems())));
  }

  private void lookAtEnvoy() {
    try {
      // What was refused is offered again: the reason may be gone.
      boolean offer = lineage().obstacle().isPresent() || envoy.refused().isPresent();
      envoyTakes(offer ? prepare(current().configuration()) : Optional.empty());
      envoy.warnOfCredentials(current().configuration());
    } catch (RuntimeException bug) {
      LOG.error("Envoy is not looked at: {}", FailureNote.of(bug));
    }
  }

  /** As {@link #prepare}; a bug objects, too, so that nothing of {@code next} is left. */
  private Optional<String> objection(Configuration next) {
    try {
      return prepare(next);
    } catch (RuntimeException bug) {
      return Optional.of("a bug: " + FailureNote.of(bug));
    }
  }

  /** For {@code next} beside all in use, unless Envoy cannot take those and they decide nothing. */
  private Optional<String> prepare(Configuration next) {
    Lineage now = lineage();
    return envoy.prepare(next, now.obstacle().isPresent() ? List.of() : now.configurations());
  }

  /** Decides only while Envoy can follow; with {@code why} it cannot, and goes on alone. */
  private void envoyTakes(Optional<String> why) {
    synchronized (this) {
      if (lineage.obstacle().isPresent() == why.isPresent()) {
        return;
      }
      lineage = lineage.hindered(why);
      serveAnew();
    }
    var result = why.isPresent() ? Result.FAILED : Result.APPLIED;
    attempted(change(result, "envoy", current(), why.stream().toList()));
  }

  /** The instant of the change: streams that begin from here on get {@code next}. */
  private synchronized void publish(Running next) {
    next.engine().comeIntoForce();
    lineage = lineage.published(next);
    Shared<Running> shared = shared(next);
    served.replace(served(shared, lineage.switched()));
    running.replace(shared);
  }

  private Shared<Running> shared(Running one) {
    return new Shared<>(one, () -> freed(one));
  }

  /** What streams get of {@code one}; holds it as long as they hold that. */
  private static Shared<Served> served(Shared<Running> one, boolean untouched) {
    if (!one.tryHold()) {
      throw new IllegalStateException("generation: freed (expected: in use)");
    }
    return new Shared<>(one.value().served(untouched), one::release);
  }

  /**
   * Nobody holds {@code one} any more. Not in the caller's thread, which is an event loop; but at
   * the end of the process at once, and without a word to Envoy, which goes on with what it has: an
   * older one may outlive the one in force then.
   */
  private void freed(Running one) {
    try {
      changes.execute(() -> ended(one));
    } catch (RejectedExecutionException _) {
      one.engine().close();
    }
  }

  /** The last stream on {@code one} has ended. */
  private void ended(Running one) {
    synchronized (this) {
      lineage = lineage.ended(one);
    }
    one.engine().close();
    envoy.settle(lineage().configurations());
  }

  private synchronized Lineage lineage() {
    return lineage;
  }

  private Running current() {
    return lineage().current();
  }

  private ConfigurationChange attempted(ConfigurationChange change) {
    synchronized (this) {
      lineage = lineage.attempted(change);
    }
    metrics.count(change);
    return change;
  }

  private ConfigurationChange change(
      Result result, String trigger, Running inForce, List<String> problems) {
    String generation = inForce.origin().generation().toString();
    return new ConfigurationChange(result, trigger, clock.instant(), generation, problems);
  }

  private ConfigurationChange inTurn(String trigger, Callable<ConfigurationChange> attempt) {
    try {
      return changes.submit(attempt).get();
    } catch (RejectedExecutionException _) {
      // The end of the process, as at a SIGHUP behind a SIGTERM: no failure, and nothing to count.
      LOG.info("reload by {}: closing, nothing changes any more", trigger);
      return change(Result.FAILED, trigger, current(), List.of("closing"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("reload: interrupted (expected: somebody who waits)", e);
    } catch (ExecutionException e) {
      List<String> note = List.of("a bug: " + FailureNote.of(e));
      return attempted(change(Result.FAILED, trigger, current(), note));
    }
  }

  private static List<String> lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }
}
