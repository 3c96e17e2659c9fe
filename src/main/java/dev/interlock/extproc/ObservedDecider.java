package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.concurrent.Deadline;
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
  private static final String OBSERVE = "observe";

  private final Router router;
  private final Enforcement enforcement;
  private final Duration deadline;
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
    this.router = router.observer();
    this.enforcement = enforcement;
    this.deadline = deadline;
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

  private record Job(
      ParsedBody parsed,
      InferenceRequest asked,
      RequestHead head,
      Optional<Question> question,
      long arrivedNanos,
      long queueNanos,
      long readNanos) {}

  /** Whether answers may be kept, as far as is known without the request. */
  boolean keepsAnswers() {
    return router.questions().isPresent();
  }

  /** Decides, and tells the sinks. */
  Begun decide(Api api, RequestHead head, ByteString body, long arrivedNanos) {
    long began = System.nanoTime();
    return switch (RequestReader.read(api, body.toByteArray())) {
      case ReadResult.Invalid _ -> new Begun.Decided(Optional.empty());
      case ReadResult.Parsed(ParsedBody parsed) -> {
        InferenceRequest asked = enforcement.asked(parsed.request(), head);
        Optional<Question> question =
            router.questions().flatMap(questions -> questions.of(parsed, asked, head));
        long read = System.nanoTime() - began;
        var job = new Job(parsed, asked, head, question, arrivedNanos, began - arrivedNanos, read);
        yield question
            .flatMap(q -> router.fetch(asked, head, q))
            .map(fetched -> fetching(fetched, () -> here(job)))
            .orElseGet(() -> here(job));
      }
    };
  }

  private static Begun fetching(CompletionStage<Runnable> fetched, Supplier<Begun> rest) {
    return new Begun.Fetching(
        fetched.thenApply(
            take ->
                () -> {
                  TakingOver.run(take);
                  return rest.get();
                }));
  }

  /** With what is here. */
  private Begun here(Job job) {
    Optional<RoutingOutcome> kept =
        job.question()
            .flatMap(
                q ->
                    router.recall(
                        job.asked(), job.head(), q, () -> q.mayWait() && renewals.claim(q.key())));
    if (kept.isPresent()) {
      return decided(kept.get(), job);
    }
    Deadline due = Deadline.at(job.arrivedNanos() + deadline.toNanos(), System::nanoTime);
    return switch (router.start(job.asked(), job.head(), job.question(), due)) {
      case Course.Decided(RoutingOutcome outcome) -> decided(outcome, job);
      case Course.Fetching(var fetched, var rest) ->
          fetching(fetched, () -> decided(rest.get(), job));
    };
  }

  private Begun decided(RoutingOutcome outcome, Job job) {
    InferenceRequest request = job.parsed().request();
    Decision timed =
        InferenceDecider.timed(outcome.decision(), job.queueNanos(), job.readNanos(), 0);
    Decision decision = enforcement.recorded(timed, request).toBuilder().setMode(OBSERVE).build();
    sinks.decided(decision, job.head(), System.nanoTime() - job.arrivedNanos());
    sinks.asked(decision, request, job.head());
    Optional<Keeping> keeping =
        outcome instanceof RoutingOutcome.Forward forward ? forward.keeping() : Optional.empty();
    return new Begun.Decided(Optional.of(new Observed(request, decision, keeping)));
  }
}
