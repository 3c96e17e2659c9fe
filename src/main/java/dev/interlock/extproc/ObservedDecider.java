package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.RoutingSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * What would have been decided: the request is put to the router as the one that would have been
 * enforced. Thread-safe; one call per request, on a worker.
 */
final class ObservedDecider {
  private static final String OBSERVE = "observe";

  private final RoutingSnapshot routing;
  private final Enforcement enforcement;
  private final Duration deadline;
  private final ExchangeSinks sinks;

  /**
   * A decider.
   *
   * @param enforcement what a request is taken to ask for
   * @param deadline time for a decision, so that what is seen is what would be
   */
  ObservedDecider(
      RoutingSnapshot routing, Enforcement enforcement, Duration deadline, ExchangeSinks sinks) {
    this.routing = routing;
    this.enforcement = enforcement;
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
            routing.router().route(enforcement.asked(request, head), head, due).decision();
        Decision decision = observed(routed, request, began - arrivedNanos, readNanos);
        sinks.decided(decision, head, System.nanoTime() - arrivedNanos);
        sinks.asked(decision, request, head);
        yield Optional.of(new Observed(request, decision));
      }
    };
  }

  private Decision observed(
      Decision routed, InferenceRequest request, long queueNanos, long readNanos) {
    Decision timed = InferenceDecider.timed(routed, queueNanos, readNanos, 0);
    return enforcement.recorded(timed, request).toBuilder().setMode(OBSERVE).build();
  }
}
