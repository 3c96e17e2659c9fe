package dev.interlock.policy;

import dev.cel.runtime.CelVariableResolver;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A compiled rule.
 *
 * @param spec what the operator wrote
 * @param when the condition; empty means always
 * @param allow what it demands of models
 */
record Rule(RuleSpec spec, Optional<Expression> when, Allow allow) {
  /** What a rule demands of models. */
  sealed interface Allow {
    /** Nothing. */
    record Anything() implements Allow {}

    /** Decided when the configuration was loaded, because only the model is read. */
    record Fixed(BitSet excluded, List<String> names) implements Allow {}

    /** Reads the request or its signals and the model: evaluated per model. */
    record PerModel(Expression expression) implements Allow {}

    /** Reads only the request or its signals: one evaluation admits all models or none. */
    record PerRequest(Expression expression) implements Allow {}
  }

  /** Whether what it says depends on who calls. */
  boolean readsCaller() {
    boolean demand =
        switch (allow) {
          case Allow.PerModel(var e) -> e.readsAny("caller");
          case Allow.PerRequest(var e) -> e.readsAny("caller");
          case Allow.Anything _, Allow.Fixed _ -> false;
        };
    return demand || when.filter(e -> e.readsAny("caller")).isPresent();
  }

  Truth applies(CelVariableResolver facts) {
    return when.isPresent() ? when.get().evaluate(facts) : Truth.TRUE;
  }

  /** The same, saying nothing of the cache. */
  Rule withoutCache() {
    return new Rule(spec.withoutCache(), when, allow);
  }
}
