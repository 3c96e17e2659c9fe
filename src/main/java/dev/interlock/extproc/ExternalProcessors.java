package dev.interlock.extproc;

import com.google.protobuf.Struct;
import dev.interlock.caller.CallerSettings;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.Shared;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.failover.FailoverSettings;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
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
   * @param refuseUnlisted whether unknown paths get 404 instead of Envoy's fail-safe route
   * @param failover how many models a request may try, and for how long
   * @param metadata what the access log shows of a decision
   * @param callers who sends a message
   */
  public record Settings(
      boolean untouched,
      Duration deadline,
      boolean refuseUnlisted,
      FailoverSettings failover,
      Function<Decision, Struct> metadata,
      Function<ProcessingRequest, Caller> callers) {}

  /** Who sends a message, as {@code settings} say; empty: nobody asks. */
  public static Function<ProcessingRequest, Caller> callers(Optional<CallerSettings> settings) {
    return new CallerReader(settings);
  }

  /**
   * The deciding service. Each stream keeps the snapshot in force when it begins.
   *
   * @param snapshots holds the latest for a new stream
   */
  public static BindableService deciding(
      Supplier<Shared<Served>> snapshots,
      WorkerPool workers,
      ByteBudget bodies,
      WorkingMemory memory,
      ExchangeSinks sinks,
      Metrics metrics) {
    var register = new TurnRegister(sinks);
    Function<Shared<Served>, StreamServices> build =
        held ->
            new StreamServices(
                held.value().settings().callers(),
                new StreamStep(classifier(held.value())),
                new InferenceDecider(
                    held.value().routing().router(),
                    held.value().settings().deadline(),
                    held.value().settings().failover(),
                    sinks),
                new ReplyEncoder(held.value().settings().metadata()),
                sinks,
                register,
                workers,
                bodies,
                memory,
                metrics,
                held::release);
    var latest = new LatestServices<>(snapshots, build);
    var latestObserved =
        new LatestServices<>(
            snapshots,
            held ->
                new ObservedServices(
                    held.value().settings().callers(),
                    classifier(held.value()),
                    new ObservedDecider(
                        held.value().routing(), held.value().settings().deadline(), sinks),
                    held.value().routing().catalog(),
                    sinks,
                    workers,
                    bodies,
                    memory,
                    metrics,
                    held::release));
    return new ExternalProcessorService(
        peer -> new StreamHandler(latest.get(), peer),
        peer -> new AttemptStream(attempt(snapshots, register, workers, memory), peer),
        peer -> new ObservedStream(latestObserved.get(), peer));
  }

  /** Of a snapshot only what outlives its hold, as nothing in it is ever closed. */
  private static AttemptServices attempt(
      Supplier<Shared<Served>> snapshots,
      TurnRegister register,
      WorkerPool workers,
      WorkingMemory memory) {
    Shared<Served> held = snapshots.get();
    try {
      return new AttemptServices(
          held.value().routing().catalog(),
          register,
          new ReplyEncoder(held.value().settings().metadata()),
          workers,
          memory);
    } finally {
      held.release();
    }
  }

  private static Function<RequestHead, RequestClass> classifier(Served served) {
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
