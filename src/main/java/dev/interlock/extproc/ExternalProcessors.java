package dev.interlock.extproc;

import com.google.protobuf.Struct;
import dev.interlock.cache.ResponseCache;
import dev.interlock.caller.CallerSettings;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.Shared;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.failover.FailoverSettings;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.rollout.Rollout;
import dev.interlock.telemetry.Metrics;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.grpc.BindableService;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the gRPC services. */
public final class ExternalProcessors {
  private ExternalProcessors() {}

  /**
   * What a version of the configuration says about the protocol side.
   *
   * @param untouched whether every request passes undecided: to Envoy's fail-safe route
   * @param deadline time for a decision, waiting included; shorter than Envoy's {@code
   *     message_timeout}
   * @param messageTimeout how long Envoy waits for a reply, if it is not asked for more
   * @param refuseUnlisted whether unknown paths get 404 instead of Envoy's fail-safe route
   * @param failover how many models a request may try, and for how long
   * @param metadata what the access log shows of a decision
   * @param rollout which requests follow their decision; empty: all
   * @param callers who sends a message
   */
  public record Settings(
      boolean untouched,
      Duration deadline,
      Duration messageTimeout,
      boolean refuseUnlisted,
      FailoverSettings failover,
      Function<Decision, Struct> metadata,
      Optional<Rollout> rollout,
      Function<ProcessingRequest, Caller> callers) {}

  /** Who sends a message, as {@code settings} say; empty: nobody asks. */
  public static Function<ProcessingRequest, Caller> callers(Optional<CallerSettings> settings) {
    return new CallerReader(settings);
  }

  /**
   * The deciding service. Each stream keeps the snapshot in force when it begins.
   *
   * @param snapshots holds the latest for a new stream
   * @param cache keeps answers
   * @param copies room for answers while they are copied for the cache
   * @param keepers judge the copies, so that no decision waits for that
   */
  public static BindableService deciding(
      Supplier<Shared<Served>> snapshots,
      ResponseCache cache,
      ByteBudget copies,
      WorkerPool keepers,
      WorkerPool workers,
      ByteBudget bodies,
      WorkingMemory memory,
      ExchangeSinks sinks,
      Metrics metrics) {
    var register = new TurnRegister(sinks);
    var flights = new Flights(() -> cache.settings().patience());
    var fillings = new AnswerFilling.Desk(cache, copies, keepers);
    var observedRenewals = new Renewals(System::nanoTime);
    var latestObserved =
        new LatestServices<>(
            snapshots,
            held ->
                new ObservedServices(
                    held.value().settings().callers(),
                    everything(held.value()),
                    observedDecider(held.value(), sinks, observedRenewals),
                    fillings,
                    held.value().routing().catalog(),
                    sinks,
                    workers,
                    bodies,
                    memory,
                    metrics,
                    held::release));
    var latest =
        new LatestServices<>(
            snapshots,
            held ->
                new StreamServices(
                    held.value().settings().callers(),
                    new StreamStep(classifier(held.value())),
                    decider(held.value(), sinks, flights),
                    new ReplyEncoder(held.value().settings().metadata()),
                    sinks,
                    register,
                    fillings,
                    workers,
                    bodies,
                    memory,
                    metrics,
                    flights,
                    held.value().settings().messageTimeout(),
                    latestObserved,
                    held::release));
    return new ExternalProcessorService(
        peer -> new StreamHandler(latest.get(), peer),
        peer ->
            new AttemptStream(attempt(snapshots, register, workers, bodies, memory, metrics), peer),
        peer -> new ObservedStream(latestObserved.get(), peer));
  }

  /** Of a snapshot only what outlives its hold, as nothing in it is ever closed. */
  private static AttemptServices attempt(
      Supplier<Shared<Served>> snapshots,
      TurnRegister register,
      WorkerPool workers,
      ByteBudget bodies,
      WorkingMemory memory,
      Metrics metrics) {
    Shared<Served> held = snapshots.get();
    try {
      return new AttemptServices(
          held.value().routing().catalog(),
          register,
          new ReplyEncoder(held.value().settings().metadata()),
          workers,
          bodies,
          memory,
          metrics);
    } finally {
      held.release();
    }
  }

  private static InferenceDecider decider(Served served, ExchangeSinks sinks, Flights flights) {
    return new InferenceDecider(
        served.routing().router(),
        new Enforcement(served.settings().rollout(), served.routing().catalog()),
        served.settings().deadline(),
        served.settings().failover(),
        sinks,
        flights);
  }

  private static ObservedDecider observedDecider(
      Served served, ExchangeSinks sinks, Renewals renewals) {
    ModelCatalog catalog = served.routing().catalog();
    Enforcement enforcement =
        served
            .settings()
            .rollout()
            .map(rollout -> new Enforcement(Optional.of(rollout), catalog))
            .orElseGet(() -> Enforcement.none(catalog));
    return new ObservedDecider(
        served.routing().router(), enforcement, served.settings().deadline(), sinks, renewals);
  }

  private static Function<RequestHead, RequestClass> classifier(Served served) {
    Function<RequestHead, RequestClass> everything = everything(served);
    return served
        .settings()
        .rollout()
        .<Function<RequestHead, RequestClass>>map(
            rollout -> new RolloutClassifier(everything, rollout))
        .orElse(everything);
  }

  private static Function<RequestHead, RequestClass> everything(Served served) {
    return served.settings().untouched()
        ? _ -> new RequestClass.Unlisted()
        : new RequestClassifier(
            new ModelListing(served.routing()), served.settings().refuseUnlisted());
  }

  /** A service that continues every message. */
  public static BindableService passThrough() {
    return new ExternalProcessorService(
        PassThroughStream::new, PassThroughStream::new, PassThroughStream::new);
  }
}
