package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.RoutingSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * What would have been decided: the request is put to the router as if it had asked for a virtual
 * model, the one it names or else the first. Thread-safe; one call per request, on a worker.
 */
final class ObservedDecider {
  private static final String OBSERVE = "observe";

  private final RoutingSnapshot routing;
  private final Duration deadline;
  private final ExchangeSinks sinks;

  /**
   * A decider.
   *
   * @param deadline time for a decision, so that what is seen is what would be
   */
  ObservedDecider(RoutingSnapshot routing, Duration deadline, ExchangeSinks sinks) {
    this.routing = routing;
    this.deadline = deadline;
    this.sinks = sinks;
  }

  /** A request and what would have become of it. */
  record Observed(InferenceRequest request, Decision decision) {}

  /** The decision, told to the sinks; empty for a body that cannot be read. */
  Optional<Observed> decide(Api api, RequestHead head, ByteString body, long arrivedNanos) {
    long began = System.nanoTime();
    return switch (RequestReader.read(api, body.toByteArray())) {
      case ReadResult.Invalid _ -> Optional.empty();
      case ReadResult.Parsed parsed -> {
        InferenceRequest request = parsed.body().request();
        long readNanos = System.nanoTime() - began;
        Deadline due = Deadline.at(arrivedNanos + deadline.toNanos(), System::nanoTime);
        Decision routed =
            routing
                .router()
                .route(request.asking(asked(request, head.caller())), head, due)
                .decision();
        Decision decision = observed(routed, request, began - arrivedNanos, readNanos);
        sinks.decided(decision, head, System.nanoTime() - arrivedNanos);
        yield Optional.of(new Observed(request, decision));
      }
    };
  }

  private String asked(InferenceRequest request, Caller caller) {
    ModelCatalog catalog = routing.catalog();
    return catalog.virtualModel(request.model(), caller).isPresent()
        ? request.model()
        : catalog.virtualModels().stream()
            .filter(virtual -> virtual.audience().admits(caller))
            .findFirst()
            .map(VirtualModel::name)
            .orElse(request.model());
  }

  private Decision observed(
      Decision routed, InferenceRequest request, long queueNanos, long readNanos) {
    Decision.Builder decision =
        InferenceDecider.timed(routed, queueNanos, readNanos, 0).toBuilder().setMode(OBSERVE);
    decision.getRequestBuilder().setModel(named(request.model()));
    return decision.build();
  }

  /** The name the client wrote, if it is one of ours: any other is the client's text. */
  private String named(String name) {
    boolean ours =
        routing.catalog().virtualModels().stream().anyMatch(v -> v.name().equals(name))
            || routing.catalog().models().stream()
                .anyMatch(m -> m.id().equals(name) || m.upstreamModel().equals(name));
    return ours ? name : "";
  }
}
