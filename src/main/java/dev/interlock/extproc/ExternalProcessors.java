package dev.interlock.extproc;

import com.google.protobuf.Struct;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.RoutingSnapshot;
import dev.interlock.telemetry.Metrics;
import io.grpc.BindableService;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the gRPC services. */
public final class ExternalProcessors {
  private ExternalProcessors() {}

  /**
   * What the service needs beside the configuration snapshot.
   *
   * @param deadline time for a decision, waiting included; shorter than Envoy's {@code
   *     message_timeout}
   * @param refuseUnlisted whether unknown paths get 404 instead of Envoy's fail-safe route
   * @param metadata what the access log shows of a decision
   */
  public record Settings(
      Duration deadline, boolean refuseUnlisted, Function<Decision, Struct> metadata) {}

  /** The deciding service. Each stream keeps the snapshot in force when it begins. */
  public static BindableService deciding(
      Supplier<RoutingSnapshot> snapshots,
      Settings settings,
      WorkerPool workers,
      ByteBudget bodies,
      ExchangeSinks sinks,
      Metrics metrics) {
    Function<RoutingSnapshot, StreamServices> build =
        snapshot ->
            new StreamServices(
                new StreamStep(
                    new RequestClassifier(
                        new ModelListing(snapshot.catalog()), settings.refuseUnlisted())),
                new InferenceDecider(snapshot.router(), settings.deadline(), sinks),
                new ReplyEncoder(settings.metadata()),
                sinks,
                workers,
                bodies,
                metrics);
    var latest = new LatestServices(snapshots, build);
    return new ExternalProcessorService(peer -> new StreamHandler(latest.get(), peer));
  }

  /** A service that continues every message. */
  public static BindableService passThrough() {
    return new ExternalProcessorService(PassThroughStream::new);
  }
}
