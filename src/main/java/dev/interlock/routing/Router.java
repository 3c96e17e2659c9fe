package dev.interlock.routing;

import dev.interlock.cache.Question;
import dev.interlock.cache.Questions;
import dev.interlock.catalog.Model;
import dev.interlock.concurrent.Deadline;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;

/**
 * Decides. Thread-safe; runs in the caller's thread, never throws, and returns soon after the
 * deadline at the latest.
 */
public interface Router {
  /**
   * The outcome for {@code request}. When {@code deadline} expires on the way, what is missing
   * counts as unavailable: a rule's {@code allow} that needs it fails closed, everything else falls
   * back to the virtual model's default.
   */
  RoutingOutcome route(InferenceRequest request, RequestHead head, Deadline deadline);

  /**
   * As {@link #route}, for a request that follows the outcome. Where the rest of the model that it
   * would go to is over, this request is the one that tries it, or else goes by another while
   * somebody tries.
   *
   * @param question what it asks, as far as its answer may be kept
   */
  default RoutingOutcome enforce(
      InferenceRequest request, RequestHead head, Optional<Question> question, Deadline deadline) {
    return route(request, head, deadline);
  }

  /** The same for a request whose answer is not kept. */
  default RoutingOutcome enforce(InferenceRequest request, RequestHead head, Deadline deadline) {
    return enforce(request, head, Optional.empty(), deadline);
  }

  /**
   * The router of requests that go their own way. What its {@link #enforce} and {@link #recall} say
   * would have become of them nobody follows: only its cache is told, which knows what it would
   * have kept and given, and of which no request that is enforced gets anything. By default it has
   * no cache, and only looks as {@link #route} does.
   */
  default Router observer() {
    return (request, head, deadline) -> route(request, head, deadline);
  }

  /**
   * As {@link #route}; the decision also says what the cache would do for {@code question}, as far
   * as that can be told without doing it. Nothing is learnt of it; what other replicas have is
   * taken over.
   */
  default RoutingOutcome explain(
      InferenceRequest request, RequestHead head, Optional<Question> question, Deadline deadline) {
    return route(request, head, deadline);
  }

  /** As {@link #enforce}, but what other replicas have to be asked for nobody waits for. */
  default Course start(
      InferenceRequest request, RequestHead head, Optional<Question> question, Deadline deadline) {
    return new Course.Decided(enforce(request, head, question, deadline));
  }

  /** Tells what requests ask; empty where no answer is kept. */
  default Optional<Questions> questions() {
    return Optional.empty();
  }

  /**
   * The outcome for a request that no model need be asked for: {@code question} was answered
   * before, or may be answered by nothing else. Takes microseconds.
   *
   * @param renews asked where the answer's time is over, and it may serve while a model is asked
   *     anew: whether this request is the one to ask, by when the answer came, in milliseconds
   *     since 1970. Then there is no outcome here
   */
  default Optional<RoutingOutcome> recall(
      InferenceRequest request, RequestHead head, Question question, LongPredicate renews) {
    return Optional.empty();
  }

  /**
   * Asks other replicas for the answer to {@code question}; empty where none may have it, or it is
   * here. What came is to be run on a worker; then {@link #recall} knows it.
   */
  default Optional<CompletionStage<Runnable>> fetch(
      InferenceRequest request, RequestHead head, Question question) {
    return Optional.empty();
  }

  /**
   * Whether the answer that another request is getting to the very same question may do for this
   * one, as far as is known without signals. Takes microseconds.
   */
  default boolean mayWait(InferenceRequest request, RequestHead head, Question question) {
    return false;
  }

  /**
   * Whether {@link #route} takes microseconds for {@code request}, because no signal is needed:
   * such a request is not worth the way to a worker and back.
   */
  default boolean isImmediate(InferenceRequest request) {
    return false;
  }

  /** Whether {@code model} is out of the question for {@code caller}, whatever they ask. */
  default boolean neverServes(Model model, Caller caller) {
    return false;
  }
}
