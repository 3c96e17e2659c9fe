package dev.interlock.signal;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalValue.Unavailable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs the registered evaluators in order, in the caller's thread, until the deadline. Never throws
 * for what an evaluator does: every signal an evaluator declares gets a value, {@link Unavailable}
 * with the reason if need be. Thread-safe.
 */
public final class SignalRunner {
  /** The reason of signals for which there was no time. */
  public static final String DEADLINE = "deadline";

  /** The reason of signals that could not be read, as nothing was encoded. */
  public static final String NOT_ENCODED = "encoder failed";

  private static final String FAILED = "failed: ";

  private static final Unavailable LATE = new Unavailable(DEADLINE);
  private static final Unavailable NOT_PUT = new Unavailable("not computed");

  private final List<SignalEvaluator> evaluators;
  private final List<SignalSpec> specs;

  /**
   * @param evaluators in the order to run them: an evaluator may build on earlier ones, and cheap
   *     ones come first, so that little is lost at the deadline
   */
  public SignalRunner(List<SignalEvaluator> evaluators) {
    this.evaluators = List.copyOf(evaluators);
    this.specs = this.evaluators.stream().flatMap(e -> e.signals().stream()).toList();
    var names = new HashSet<String>();
    for (SignalSpec spec : specs) {
      if (!names.add(spec.name())) {
        throw new IllegalArgumentException("signal: " + spec.name() + " (expected: unique)");
      }
    }
  }

  /** Whether the same request might well have the signal another time. */
  public static boolean isTransient(String reason) {
    return reason.equals(DEADLINE) || reason.equals(NOT_ENCODED) || reason.startsWith(FAILED);
  }

  /** The signals of all evaluators, in order. */
  public List<SignalSpec> specs() {
    return specs;
  }

  /**
   * A runner that computes {@code names} and what they build on: since an evaluator may read those
   * before it, that is every evaluator up to the last one needed.
   */
  public SignalRunner narrowedTo(Set<String> names) {
    int needed = 0;
    for (int i = 0; i < evaluators.size(); i++) {
      if (evaluators.get(i).signals().stream().anyMatch(spec -> names.contains(spec.name()))) {
        needed = i + 1;
      }
    }
    return new SignalRunner(evaluators.subList(0, needed));
  }

  /** Whether there is nothing to run. */
  public boolean isEmpty() {
    return evaluators.isEmpty();
  }

  /** The signals of {@code request}; what the deadline leaves no time for is unavailable. */
  public SignalSet run(InferenceRequest request, Encoding encoding, Deadline deadline) {
    var out = new SignalSet.Builder();
    for (SignalEvaluator evaluator : evaluators) {
      if (deadline.expired()) {
        fill(evaluator, LATE, out);
      } else {
        evaluate(evaluator, request, encoding, deadline, out);
      }
    }
    return out.build();
  }

  /** Every signal of every evaluator, unavailable for {@code reason}: nothing was run. */
  public SignalSet unavailable(String reason) {
    var out = new SignalSet.Builder();
    for (SignalEvaluator evaluator : evaluators) {
      fill(evaluator, new Unavailable(reason), out);
    }
    return out.build();
  }

  private static void evaluate(
      SignalEvaluator evaluator,
      InferenceRequest request,
      Encoding encoding,
      Deadline deadline,
      SignalSet.Builder out) {
    try {
      evaluator.evaluate(request, encoding, deadline, out);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      // Only the type: the message of an exception may quote the prompt.
      fill(evaluator, new Unavailable(FAILED + e.getClass().getSimpleName()), out);
      return;
    }
    for (SignalSpec spec : evaluator.signals()) {
      if (!out.contains(spec.name())) {
        out.put(spec.name(), NOT_PUT);
      }
    }
  }

  private static void fill(SignalEvaluator evaluator, Unavailable why, SignalSet.Builder out) {
    for (SignalSpec spec : evaluator.signals()) {
      out.put(spec.name(), why);
    }
  }
}
