package dev.interlock.signal;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import java.util.List;

/**
 * States some facts about a request. Thread-safe and shared; must not block. An evaluator that
 * throws makes its signals {@link SignalValue.Unavailable}: the runner sees to that.
 */
public interface SignalEvaluator {
  /** The signals this evaluator may put. */
  List<SignalSpec> signals();

  /**
   * Puts this evaluator's signals for {@code request}.
   *
   * @param encoding representations of {@link InferenceRequest#subject()}, computed on demand
   * @param out receives the values; holds those of the evaluators registered earlier
   */
  void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out);

  /**
   * As above. Whoever's work grows with the body gives up once {@code deadline} has passed, its
   * signals unavailable.
   */
  default void evaluate(
      InferenceRequest request, Encoding encoding, Deadline deadline, SignalSet.Builder out) {
    evaluate(request, encoding, out);
  }
}
