package dev.interlock.policy;

import dev.interlock.config.ConfigProblems;
import dev.interlock.config.Located;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.signal.SignalSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A CEL condition over {@code request} alone. Immutable, thread-safe. */
public final class RequestCondition {
  private static final Variables VARIABLES = Variables.of(List.of());
  private static final SignalSet NO_SIGNALS = new SignalSet.Builder().build();

  /** What is known before the body. */
  private static final Set<String> OF_HEAD =
      Set.of("request.api", "request.path", "request.headers");

  private final Expression expression;

  private RequestCondition(Expression expression) {
    this.expression = expression;
  }

  /** The compiled condition, or empty after saying everything that is wrong with it. */
  public static Optional<RequestCondition> compile(Located<String> text, ConfigProblems problems) {
    return new Expressions(VARIABLES)
        .compile(
            text.value(),
            false,
            fault ->
                problems.error(
                    text.location(),
                    "line %d, column %d: %s".formatted(fault.line(), fault.column(), fault.found()),
                    fault.expected(),
                    fault.suggestion()))
        .map(RequestCondition::new);
  }

  /** Whether it is true; what cannot be evaluated, such as a header that is missing, is not. */
  public boolean holds(InferenceRequest request, RequestHead head) {
    return expression.evaluate(new Facts(VARIABLES, request, head, NO_SIGNALS))
            instanceof Truth.Known(boolean value)
        && value;
  }

  /** Whether it depends on more than the headers. */
  public boolean readsBody() {
    return !OF_HEAD.containsAll(expression.reads());
  }
}
