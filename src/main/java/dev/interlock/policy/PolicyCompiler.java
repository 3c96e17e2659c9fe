package dev.interlock.policy;

import dev.interlock.catalog.Model;
import dev.interlock.signal.SignalSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Turns rules as written into rules that can be judged, or says everything that is wrong. */
public final class PolicyCompiler {
  private final List<Model> models;
  private final Variables variables;
  private final Expressions expressions;
  private final List<RuleProblem> problems = new ArrayList<>();

  private PolicyCompiler(List<Model> models, List<SignalSpec> signals) {
    this.models = models;
    this.variables = Variables.of(signals);
    this.expressions = new Expressions(variables);
  }

  /** The compiled policy, or why there is none. */
  public sealed interface Result {
    record Compiled(PolicyEngine engine) implements Result {}

    record Invalid(List<RuleProblem> problems) implements Result {}
  }

  /**
   * Compiles {@code rules}.
   *
   * @param models the catalogue's models, in its order
   * @param signals every signal the registered evaluators may put
   */
  public static Result compile(List<RuleSpec> rules, List<Model> models, List<SignalSpec> signals) {
    var compiler = new PolicyCompiler(models, signals);
    var compiled = new ArrayList<Rule>();
    for (int i = 0; i < rules.size(); i++) {
      compiled.add(compiler.rule(i, rules.get(i)));
    }
    return compiler.problems.isEmpty()
        ? new Result.Compiled(new PolicyEngine(compiled, models, compiler.variables))
        : new Result.Invalid(List.copyOf(compiler.problems));
  }

  private Rule rule(int index, RuleSpec spec) {
    Optional<Expression> when =
        spec.when().flatMap(text -> expression(index, spec, "when", text, false));
    Rule.Allow allow =
        spec.allow()
            .flatMap(
                text ->
                    expression(index, spec, "allow", text, true)
                        .map(expression -> allow(index, spec, expression)))
            .orElseGet(Rule.Allow.Anything::new);
    return new Rule(spec, when, allow);
  }

  private Optional<Expression> expression(
      int index, RuleSpec spec, String field, String text, boolean mayReadModel) {
    return expressions.compile(
        text,
        mayReadModel,
        fault ->
            problems.add(
                new RuleProblem(
                    index, spec.name(), field, fault.line(), fault.column(), fault.message())));
  }

  private Rule.Allow allow(int index, RuleSpec spec, Expression expression) {
    if (!expression.readsAny("model")) {
      return new Rule.Allow.PerRequest(expression);
    }
    if (expression.readsAny("signals") || expression.readsAny("request")) {
      return new Rule.Allow.PerModel(expression);
    }
    var excluded = new BitSet(models.size());
    var names = new ArrayList<String>();
    for (int i = 0; i < models.size(); i++) {
      Truth truth = expression.evaluate(Facts.resolver(variables, models.get(i)));
      switch (truth) {
        case Truth.Known(boolean allowed) -> {
          if (!allowed) {
            excluded.set(i);
            names.add(models.get(i).id());
          }
        }
        case Truth.Unknown(var missing) ->
            problem(
                index,
                spec,
                "value: "
                    + String.join(", ", missing)
                    + " for model "
                    + models.get(i).id()
                    + " (expected: true or false)");
      }
    }
    if (!models.isEmpty() && names.size() == models.size()) {
      problem(index, spec, "models: none (expected: at least one that satisfies it, or `refuse`)");
    }
    return new Rule.Allow.Fixed(excluded, List.copyOf(names));
  }

  private void problem(int index, RuleSpec spec, String message) {
    problems.add(new RuleProblem(index, spec.name(), "allow", 1, 1, message));
  }
}
