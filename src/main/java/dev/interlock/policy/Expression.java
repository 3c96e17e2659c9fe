package dev.interlock.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Set;

/**
 * A compiled, type-checked boolean expression.
 *
 * @param program the CEL program
 * @param reads the variables it mentions, such as {@code signals.intent}
 * @param syntax what was written, with its types
 */
record Expression(Program program, Set<String> reads, CelAbstractSyntaxTree syntax) {
  boolean readsAny(String root) {
    return reads.stream().anyMatch(name -> name.startsWith(root + "."));
  }

  /** Evaluates; an evaluation error (a missing map key, say) is unknown, not false. */
  Truth evaluate(CelVariableResolver facts) {
    try {
      return switch (program.eval(facts)) {
        case Boolean value -> Truth.of(value);
        case CelUnknownSet unknown -> new Truth.Unknown(names(unknown));
        case Object other ->
            new Truth.Unknown(List.of("a value of type " + other.getClass().getSimpleName()));
      };
    } catch (CelEvaluationException e) {
      return new Truth.Unknown(List.of("error " + e.getErrorCode()));
    }
  }

  private static List<String> names(CelUnknownSet unknown) {
    return unknown.attributes().stream().map(Object::toString).distinct().sorted().toList();
  }
}
