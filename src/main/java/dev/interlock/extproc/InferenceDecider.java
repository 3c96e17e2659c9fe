package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.cache.Entry;
import dev.interlock.cache.Question;
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
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Timing;
import dev.interlock.routing.Course;
import dev.interlock.routing.Router;
import dev.interlock.routing.RoutingOutcome;
import dev.interlock.routing.TakingOver;
import dev.interlock.telemetry.FailureNote;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
  private final Duration deadline;
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
    this.deadline = deadline;
    this.failover = failover;
    this.sinks = sinks;
    this.flights = flights;
  }

  /**
   * A request on its way to an answer.
   *
   * @param asked as it is put to the router
   * @param question what it asks of the cache; empty where no answer is kept
   * @param arrivedNanos when its time began
   * @param readNanos what reading took
   */
  private record Job(
      ParsedBody parsed,
      InferenceRequest asked,
      RequestHead head,
      Optional<Question> question,
      long arrivedNanos,
      long readNanos) {}

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
        Job job = job(parsed, head, arrivedNanos, began);
        yield fetch(job).orElseGet(() -> here(job, looped));
      }
    };
  }

  /** Asks other replicas for an answer; what comes is judged as if it had been here. */
  private Optional<Begun> fetch(Job job) {
    return job.question()
        .flatMap(question -> router.fetch(job.asked(), job.head(), question))
        .map(asked -> new Begun.Fetching(asked.thenApply(take -> () -> taken(take, job))));
  }

  private Begun taken(Runnable take, Job job) {
    TakingOver.run(take);
    return here(job, false);
  }

  /** Answers from memory, or waits for who asks the same, or has the router choose. */
  private Begun here(Job job, boolean looped) {
    Optional<RoutingOutcome> kept = recall(job, true);
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
  private Begun ask(Job job, Optional<Flight> led, boolean looped) {
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
  private Begun waited(Job before) {
    var job =
        new Job(
            before.parsed(),
            before.asked(),
            before.head(),
            before.question(),
            System.nanoTime() - before.readNanos(),
            before.readNanos());
    Optional<RoutingOutcome> kept = recall(job, false);
    if (kept.isEmpty()) {
      return new Begun.Rest(() -> start(job, Optional.empty()));
    }
    return isShort(kept.get(), job.parsed().request().stream())
        ? atOnce(kept.get(), job)
        : later(true, () -> recalled(kept.get(), job));
  }

  private Job job(ParsedBody parsed, RequestHead head, long arrivedNanos, long beganNanos) {
    InferenceRequest asked = enforcement.asked(parsed.request(), head);
    Optional<Question> question =
        router.questions().flatMap(questions -> questions.of(parsed, asked, head));
    long readNanos = System.nanoTime() - beganNanos;
    return new Job(parsed, asked, head, question, arrivedNanos, readNanos);
  }

  /**
   * The outcome for a request that no model need be asked for.
   *
   * @param renews whether it may be the one that asks anew where an answer's time is over
   */
  private Optional<RoutingOutcome> recall(Job job, boolean renews) {
    return job.question()
        .flatMap(
            question ->
                router.recall(
                    job.asked(),
                    job.head(),
                    question,
                    () -> renews && question.mayWait() && flights.renews(question.key())));
  }

  /** Whether it is written on the event loop: in a tenth of a millisecond, about. */
  private static boolean isShort(RoutingOutcome outcome, boolean stream) {
    return !(outcome instanceof RoutingOutcome.Replay(var _, Entry entry))
        || entry.answer().bytes() <= (stream ? STREAMED_AT_ONCE : AT_ONCE);
  }

  private Begun atOnce(RoutingOutcome outcome, Job job) {
    try {
      return new Begun.Answered(answer(outcome, job, 0));
    } catch (RuntimeException bug) {
      LOG.error("a kept answer could not be given again: {}", FailureNote.of(bug));
      return new Begun.Rest(() -> new Begun.Answered(route(job)));
    }
  }

  /** The answer that no model need be asked for. What cannot be given again is asked for. */
  private Answer recalled(RoutingOutcome outcome, Job job) {
    try {
      return answer(outcome, job, queueNanos(job));
    } catch (RuntimeException bug) {
      LOG.error("a kept answer could not be given again: {}", FailureNote.of(bug));
      return route(job);
    }
  }

  private static long queueNanos(Job job) {
    return System.nanoTime() - job.arrivedNanos() - job.readNanos();
  }

  /** Decides; what other replicas have to be asked for no thread waits for. */
  private Begun start(Job job, Optional<Flight> led) {
    long queueNanos = queueNanos(job);
    return switch (router.start(job.asked(), job.head(), job.question(), due(job))) {
      case Course.Decided(RoutingOutcome outcome) ->
          new Begun.Answered(answer(outcome, job, queueNanos), led);
      case Course.Fetching(var fetched, var rest) ->
          new Begun.Fetching(
              fetched.thenApply(
                  take ->
                      () -> {
                        TakingOver.run(take);
                        return new Begun.Answered(answer(rest.get(), job, queueNanos), led);
                      }),
              led);
    };
  }

  /** Decides at once, with what is here. */
  private Answer route(Job job) {
    long queueNanos = queueNanos(job);
    return answer(
        router.enforce(job.asked(), job.head(), job.question(), due(job)), job, queueNanos);
  }

  private Deadline due(Job job) {
    return Deadline.at(job.arrivedNanos() + deadline.toNanos(), System::nanoTime);
  }

  private Answer answer(RoutingOutcome outcome, Job job, long queueNanos) {
    ParsedBody parsed = job.parsed();
    Decision made = enforcement.recorded(outcome.decision(), parsed.request());
    return switch (outcome) {
      case RoutingOutcome.Forward forward -> {
        long routed = System.nanoTime();
        Model model = forward.plan().getFirst();
        Efforts efforts = Efforts.of(parsed, forward.actions());
        Optional<byte[]> body = efforts.first(parsed, model);
        long editNanos = System.nanoTime() - routed;
        Decision decision = timed(made, queueNanos, job.readNanos(), editNanos);
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
        Decision decision = timed(made, queueNanos, job.readNanos(), System.nanoTime() - found);
        tell(decision, job);
        yield new Answer.Reply(Optional.of(decision), reply);
      }
      case RoutingOutcome.Reject(var _, RequestError error) -> {
        Decision decision = timed(made, queueNanos, job.readNanos(), 0);
        tell(decision, job);
        yield reply(parsed.request().api().dialect(), error, Optional.of(decision));
      }
    };
  }

  private void tell(Decision decision, Job job) {
    sinks.decided(decision, job.head(), System.nanoTime() - job.arrivedNanos());
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
