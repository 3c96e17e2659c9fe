package dev.interlock.extproc;

import dev.interlock.cache.Question;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.routing.Course;
import dev.interlock.routing.Router;
import dev.interlock.routing.RoutingOutcome;
import dev.interlock.routing.TakingOver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Where requests are put to a router, those that follow their decision and those that are observed.
 * Thread-safe.
 *
 * @param enforcement what a request is taken to ask for
 * @param deadline time for a decision, counted from the body's arrival
 */
record RouterDesk(Router router, Enforcement enforcement, Duration deadline) {
  /**
   * A request that was read.
   *
   * @param arrivedNanos when its body arrived, on the clock of {@link System#nanoTime}
   * @param beganNanos when reading it began
   */
  DecisionJob job(ParsedBody parsed, RequestHead head, long arrivedNanos, long beganNanos) {
    InferenceRequest asked = enforcement.asked(parsed.request(), head);
    Optional<Question> question =
        router.questions().flatMap(questions -> questions.of(parsed, asked, head));
    long readNanos = System.nanoTime() - beganNanos;
    return new DecisionJob(parsed, asked, head, question, arrivedNanos, readNanos);
  }

  /**
   * Asks other replicas for an answer, if they may have one that is not here.
   *
   * @param rest what is done then, on a worker: what came is judged as if it had been here
   */
  <T> Optional<CompletionStage<Supplier<T>>> fetch(DecisionJob job, Supplier<T> rest) {
    return job.question()
        .flatMap(question -> router.fetch(job.asked(), job.head(), question))
        .map(fetched -> TakingOver.then(fetched, rest));
  }

  /**
   * The outcome for a request that no model need be asked for.
   *
   * @param renews whether it is the one that asks anew where an answer's time is over
   */
  Optional<RoutingOutcome> recall(DecisionJob job, Renewing renews) {
    return job.question()
        .flatMap(
            question ->
                router.recall(
                    job.asked(),
                    job.head(),
                    question,
                    createdMs -> question.mayWait() && renews.claim(question.key(), createdMs)));
  }

  /** Decides, up to where other replicas have to be asked for something. */
  Course start(DecisionJob job) {
    return router.start(job.asked(), job.head(), job.question(), due(job));
  }

  /** Decides at once, with what is here. */
  RoutingOutcome enforce(DecisionJob job) {
    return router.enforce(job.asked(), job.head(), job.question(), due(job));
  }

  private Deadline due(DecisionJob job) {
    return Deadline.at(job.arrivedNanos() + deadline.toNanos(), System::nanoTime);
  }
}
