package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.cache.Entry;
import dev.interlock.cache.Question;
import dev.interlock.catalog.Model;
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
import dev.interlock.routing.Course;
import dev.interlock.routing.Router;
import dev.interlock.routing.RoutingOutcome;
import dev.interlock.routing.TakingOver;
import dev.interlock.telemetry.FailureNote;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Body to answer: read, look up, wait, route, edit. Thread-safe. */
final class InferenceDecider implements RequestDecider {
  private static final Logger LOG = LoggerFactory.getLogger(InferenceDecider.class);

  /** Bytes of a body that is read on the event loop: some ten microseconds. */
  private static final int AT_ONCE = 16 << 10;

  /** Bytes of a kept answer that is written as a stream there. */
  private static final int STREAMED_AT_ONCE = 2 << 10;

  private final Router router;
  private final Enforcement enforcement;
  private final RouterDesk desk;
  private final FailoverSettings failover;
  private final ExchangeSinks sinks;
  private final Flights flights;

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
      ExchangeSinks sinks,
      Flights flights) {
    this.router = router;
    this.enforcement = enforcement;
    this.desk = new RouterDesk(router, enforcement, deadline);
    this.failover = failover;
    this.sinks = sinks;
    this.flights = flights;
  }

  /**
   * Reads a small body, and answers it if that needs no signal, from the cache, say: the two ways
   * between threads would cost many times as much.
   */
  @Override
  public Begun begin(Api api, RequestHead head, ByteString body, long arrivedNanos) {
    return body.size() > AT_ONCE
        ? new Begun.Rest(() -> read(api, head, body, arrivedNanos, false))
        : read(api, head, body, arrivedNanos, true);
  }

  /**
   * Reads the body, and looks whether it was answered, or somebody asks the same now.
   *
   * @param looped whether this is the event loop, which must not be held up
   */
  private Begun read(
      Api api, RequestHead head, ByteString body, long arrivedNanos, boolean looped) {
    long began = looped ? arrivedNanos : System.nanoTime();
    return switch (RequestReader.read(api, body.toByteArray())) {
      case ReadResult.Invalid(RequestError error) ->
          new Begun.Answered(reply(api.dialect(), error, Optional.empty()));
      case ReadResult.Parsed(ParsedBody parsed) -> {
        if (!enforcement.holdsFor(parsed.request(), head)) {
          yield new Begun.Answered(new Answer.Unenforced(api, head, body));
        }
        DecisionJob job = desk.job(parsed, head, arrivedNanos, began);
        yield desk.fetch(job, () -> here(job, false))
            .<Begun>map(Begun.Fetching::new)
            .orElseGet(() -> here(job, looped));
      }
    };
  }

  /** Answers from memory, or waits for who asks the same, or has the router choose. */
  private Begun here(DecisionJob job, boolean looped) {
    Optional<RoutingOutcome> kept = desk.recall(job, flights::renews);
    if (kept.isPresent()) {
      return looped && isShort(kept.get(), job.parsed().request().stream())
          ? atOnce(kept.get(), job)
          : later(looped, () -> recalled(kept.get(), job));
    }
    if (flights.patience().isZero()) {
      return ask(job, Optional.empty(), looped);
    }
    Optional<Flights.Asked> awaited =
        job.question()
            .filter(Question::mayWait)
            .filter(question -> router.mayWait(job.asked(), job.head(), question))
            .map(question -> new Flights.Asked(question.key(), question.usageNeeded()));
    Optional<Flight> leader = awaited.flatMap(flights::of);
    return leader.isPresent()
        ? new Begun.Parked(leader.get(), flights.patience(), () -> waited(job), () -> route(job))
        : ask(job, awaited.flatMap(flights::lead), looped);
  }

  /** Has the router choose; the answer belongs to {@code led}. */
  private Begun ask(DecisionJob job, Optional<Flight> led, boolean looped) {
    if (looped && !router.isImmediate(job.asked())) {
      return new Begun.Rest(() -> ask(job, led, false), led);
    }
    try {
      return start(job, led);
    } catch (RuntimeException | Error bug) {
      led.ifPresent(Flight::end);
      throw bug;
    }
  }

  private static Begun later(boolean looped, Supplier<Answer> task) {
    return looped
        ? new Begun.Rest(() -> new Begun.Answered(task.get()))
        : new Begun.Answered(task.get());
  }

  /** Whoever was waited for is done. The time for a decision begins now. */
  private Begun waited(DecisionJob before) {
    DecisionJob job = before.beginningNow();
    Optional<RoutingOutcome> kept = desk.recall(job, (_, _) -> false);
    if (kept.isEmpty()) {
      return new Begun.Rest(() -> start(job, Optional.empty()));
    }
    return isShort(kept.get(), job.parsed().request().stream())
        ? atOnce(kept.get(), job)
        : later(true, () -> recalled(kept.get(), job));
  }

  /** Whether it is written on the event loop: in a tenth of a millisecond, about. */
  private static boolean isShort(RoutingOutcome outcome, boolean stream) {
    return !(outcome instanceof RoutingOutcome.Replay(var _, Entry entry))
        || entry.answer().bytes() <= (stream ? STREAMED_AT_ONCE : AT_ONCE);
  }

  private Begun atOnce(RoutingOutcome outcome, DecisionJob job) {
    try {
      return new Begun.Answered(answer(outcome, job, 0));
    } catch (RuntimeException bug) {
      LOG.error("a kept answer could not be given again: {}", FailureNote.of(bug));
      return new Begun.Rest(() -> new Begun.Answered(route(job)));
    }
  }

  /** The answer that no model need be asked for. What cannot be given again is asked for. */
  private Answer recalled(RoutingOutcome outcome, DecisionJob job) {
    try {
      return answer(outcome, job, job.queueNanos());
    } catch (RuntimeException bug) {
      LOG.error("a kept answer could not be given again: {}", FailureNote.of(bug));
      return route(job);
    }
  }

  /** Decides; what other replicas have to be asked for no thread waits for. */
  private Begun start(DecisionJob job, Optional<Flight> led) {
    long queueNanos = job.queueNanos();
    return switch (desk.start(job)) {
      case Course.Decided(RoutingOutcome outcome) ->
          new Begun.Answered(answer(outcome, job, queueNanos), led);
      case Course.Fetching(var fetched, var rest) ->
          new Begun.Fetching(
              TakingOver.then(
                  fetched, () -> new Begun.Answered(answer(rest.get(), job, queueNanos), led)),
              led);
    };
  }

  /** Decides at once, with what is here. */
  private Answer route(DecisionJob job) {
    long queueNanos = job.queueNanos();
    return answer(desk.enforce(job), job, queueNanos);
  }

  private Answer answer(RoutingOutcome outcome, DecisionJob job, long queueNanos) {
    ParsedBody parsed = job.parsed();
    Decision made = enforcement.recorded(outcome.decision(), parsed.request());
    return switch (outcome) {
      case RoutingOutcome.Forward forward -> {
        long routed = System.nanoTime();
        Model model = forward.plan().getFirst();
        Efforts efforts = Efforts.of(parsed, forward.actions());
        Optional<byte[]> body = efforts.first(parsed, model);
        long editNanos = System.nanoTime() - routed;
        Decision decision = job.timed(made, queueNanos, editNanos);
        tell(decision, job);
        sinks.asked(decision, parsed.request(), job.head());
        yield new Answer.Forward(
            decision,
            parsed.request(),
            model,
            body,
            plan(parsed, forward.plan(), efforts),
            forward.keeping());
      }
      case RoutingOutcome.Replay(var _, Entry entry) -> {
        long found = System.nanoTime();
        boolean usage = job.question().map(Question::usageNeeded).orElse(false);
        boolean stream = parsed.request().stream() && parsed.request().api() != Api.EMBEDDINGS;
        LocalReply reply = Replaying.reply(made, entry, stream, usage);
        Decision decision = job.timed(made, queueNanos, System.nanoTime() - found);
        tell(decision, job);
        yield new Answer.Reply(Optional.of(decision), reply);
      }
      case RoutingOutcome.Reject(var _, RequestError error) -> {
        Decision decision = job.timed(made, queueNanos, 0);
        tell(decision, job);
        yield reply(parsed.request().api().dialect(), error, Optional.of(decision));
      }
    };
  }

  private void tell(Decision decision, DecisionJob job) {
    sinks.decided(decision, job.head(), System.nanoTime() - job.arrivedNanos());
  }

  private Plan plan(ParsedBody parsed, List<Model> models, Efforts efforts) {
    return new Plan(
        Chain.of(models, failover.attempts()),
        efforts,
        failover.patience(parsed.request().stream()));
  }

  private static Answer reply(Dialect dialect, RequestError error, Optional<Decision> decision) {
    String reason = decision.map(Decision::getReason).orElse(error.kind().code());
    return new Answer.Reply(decision, LocalReply.error(dialect, error, reason));
  }
}
