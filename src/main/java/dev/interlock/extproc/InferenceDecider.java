package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.catalog.Model;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.failover.Chain;
import dev.interlock.failover.FailoverSettings;
import dev.interlock.inference.Api;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Timing;
import dev.interlock.routing.Router;
import dev.interlock.routing.RoutingOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Body to answer: read, route, edit. Thread-safe; one call per request, on a worker. */
final class InferenceDecider implements RequestDecider {
  /** Bytes of a body that is read on the event loop: some ten microseconds. */
  private static final int AT_ONCE = 16 << 10;

  private final Router router;
  private final Enforcement enforcement;
  private final Duration deadline;
  private final FailoverSettings failover;
  private final ExchangeSinks sinks;

  /**
   * A decider.
   *
   * @param enforcement which requests follow their decision
   * @param deadline time for a decision, counted from the body's arrival, waiting included
   */
  InferenceDecider(
      Router router,
      Enforcement enforcement,
      Duration deadline,
      FailoverSettings failover,
      ExchangeSinks sinks) {
    this.router = router;
    this.enforcement = enforcement;
    this.deadline = deadline;
    this.failover = failover;
    this.sinks = sinks;
  }

  @Override
  public Answer decide(Api api, RequestHead head, ByteString body, long arrivedNanos) {
    long began = System.nanoTime();
    return switch (RequestReader.read(api, body.toByteArray())) {
      case ReadResult.Invalid(RequestError error) -> reply(api.dialect(), error, Optional.empty());
      case ReadResult.Parsed(ParsedBody parsed) ->
          enforcement.holdsFor(parsed.request(), head)
              ? route(parsed, head, arrivedNanos, System.nanoTime() - began)
              : new Answer.Unenforced(api, head, body);
    };
  }

  /**
   * Reads a small body, and routes it if that needs no signal: the two ways between threads would
   * cost many times as much.
   */
  @Override
  public Begun begin(Api api, RequestHead head, ByteString body, long arrivedNanos) {
    if (body.size() > AT_ONCE) {
      return RequestDecider.super.begin(api, head, body, arrivedNanos);
    }
    return switch (RequestReader.read(api, body.toByteArray())) {
      case ReadResult.Invalid(RequestError error) ->
          new Begun.Answered(reply(api.dialect(), error, Optional.empty()));
      case ReadResult.Parsed(ParsedBody parsed) -> {
        long readNanos = System.nanoTime() - arrivedNanos;
        if (!enforcement.holdsFor(parsed.request(), head)) {
          yield new Begun.Answered(new Answer.Unenforced(api, head, body));
        }
        yield router.isImmediate(enforcement.asked(parsed.request(), head))
            ? new Begun.Answered(route(parsed, head, arrivedNanos, readNanos))
            : new Begun.Rest(() -> route(parsed, head, arrivedNanos, readNanos));
      }
    };
  }

  private Answer route(ParsedBody parsed, RequestHead head, long arrivedNanos, long readNanos) {
    long queueNanos = System.nanoTime() - arrivedNanos - readNanos;
    Deadline due = Deadline.at(arrivedNanos + deadline.toNanos(), System::nanoTime);
    RoutingOutcome outcome = router.enforce(enforcement.asked(parsed.request(), head), head, due);
    Decision made = enforcement.recorded(outcome.decision(), parsed.request());
    return switch (outcome) {
      case RoutingOutcome.Forward forward -> {
        long routed = System.nanoTime();
        Model model = forward.plan().getFirst();
        Efforts efforts = Efforts.of(parsed, forward.actions());
        Optional<byte[]> body = efforts.first(parsed, model);
        long editNanos = System.nanoTime() - routed;
        Decision decision = timed(made, queueNanos, readNanos, editNanos);
        sinks.decided(decision, head, System.nanoTime() - arrivedNanos);
        sinks.asked(decision, parsed.request(), head);
        yield new Answer.Forward(
            decision, parsed.request(), model, body, plan(parsed, forward.plan(), efforts));
      }
      case RoutingOutcome.Reject(var _, RequestError error) -> {
        Decision decision = timed(made, queueNanos, readNanos, 0);
        sinks.decided(decision, head, System.nanoTime() - arrivedNanos);
        yield reply(parsed.request().api().dialect(), error, Optional.of(decision));
      }
    };
  }

  private Plan plan(ParsedBody parsed, List<Model> models, Efforts efforts) {
    return new Plan(
        Chain.of(models, failover.attempts()),
        efforts,
        failover.patience(parsed.request().stream()));
  }

  /** The record with the times that the router cannot know. */
  static Decision timed(Decision decision, long queueNanos, long readNanos, long editNanos) {
    Timing.Builder timing = decision.getTiming().toBuilder();
    int queue = micros(queueNanos);
    int read = micros(readNanos);
    int edit = micros(editNanos);
    timing
        .setQueueUs(queue)
        .setReadUs(read)
        .setEditUs(edit)
        .setTotalUs(timing.getTotalUs() + queue + read + edit);
    return decision.toBuilder().setTiming(timing).build();
  }

  private static int micros(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  private static Answer reply(Dialect dialect, RequestError error, Optional<Decision> decision) {
    String reason = decision.map(Decision::getReason).orElse(error.kind().code());
    return new Answer.Reply(decision, LocalReply.error(dialect, error, reason));
  }
}
