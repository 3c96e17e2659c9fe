package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.cache.Keeping;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.Course;
import dev.interlock.routing.Router;
import dev.interlock.routing.RoutingOutcome;
import dev.interlock.routing.TakingOver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What would have been decided: the request is put to the router as the one that would have been
 * enforced. Thread-safe; one call per request, on a worker.
 */
final class ObservedDecider {
  private final RouterDesk desk;
  private final ExchangeSinks sinks;
  private final Renewals renewals;

  /**
   * A decider.
   *
   * @param router of requests that are enforced; its observer is asked
   * @param enforcement what a request is taken to ask for
   * @param deadline time for a decision, so that what is seen is what would be
   * @param renewals who would ask a model anew where a kept answer's time is over
   */
  ObservedDecider(
      Router router,
      Enforcement enforcement,
      Duration deadline,
      ExchangeSinks sinks,
      Renewals renewals) {
    this.desk = new RouterDesk(router.observer(), enforcement, deadline);
    this.sinks = sinks;
    this.renewals = renewals;
  }

  /**
   * A request and what would have become of it.
   *
   * @param keeping how its answer is kept, to see what it would be worth
   */
  record Observed(InferenceRequest request, Decision decision, Optional<Keeping> keeping) {}

  /** How far a request has come. */
  sealed interface Begun {
    /** All the way; empty for a body that cannot be read. */
    record Decided(Optional<Observed> what) implements Begun {}

    /** Other replicas are asked; what they say is to be gone on with on a worker. */
    record Fetching(CompletionStage<Supplier<Begun>> rest) implements Begun {}
  }

  /** Whether answers may be kept, as far as is known without the request. */
  boolean keepsAnswers() {
    return desk.router().questions().isPresent();
  }

  /** Decides, and tells the sinks. */
  Begun decide(Api api, RequestHead head, ByteString body, long arrivedNanos) {
    long began = System.nanoTime();
    return switch (RequestReader.read(api, body.toByteArray())) {
      case ReadResult.Invalid _ -> new Begun.Decided(Optional.empty());
      case ReadResult.Parsed(ParsedBody parsed) -> {
        DecisionJob job = desk.job(parsed, head, arrivedNanos, began);
        yield desk.fetch(job, () -> here(job))
            .<Begun>map(Begun.Fetching::new)
            .orElseGet(() -> here(job));
      }
    };
  }

  /** With what is here. */
  private Begun here(DecisionJob job) {
    long queueNanos = job.queueNanos();
    Optional<RoutingOutcome> kept = desk.recall(job, renewals);
    if (kept.isPresent()) {
      return decided(kept.get(), job, queueNanos);
    }
    return switch (desk.start(job)) {
      case Course.Decided(RoutingOutcome outcome) -> decided(outcome, job, queueNanos);
      case Course.Fetching(var fetched, var rest) ->
          new Begun.Fetching(TakingOver.then(fetched, () -> decided(rest.get(), job, queueNanos)));
    };
  }

  private Begun decided(RoutingOutcome outcome, DecisionJob job, long queueNanos) {
    InferenceRequest request = job.parsed().request();
    Decision decision =
        desk.enforcement().observed(job.timed(outcome.decision(), queueNanos, 0), request);
    sinks.decided(decision, job.head(), System.nanoTime() - job.arrivedNanos());
    sinks.asked(decision, request, job.head());
    Optional<Keeping> keeping =
        outcome instanceof RoutingOutcome.Forward forward ? forward.keeping() : Optional.empty();
    return new Begun.Decided(Optional.of(new Observed(request, decision, keeping)));
  }
}
