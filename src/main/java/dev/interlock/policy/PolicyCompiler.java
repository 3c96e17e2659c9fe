package dev.interlock.policy;

import dev.interlock.catalog.Model;
import dev.interlock.config.ConfigProblems;
import dev.interlock.signal.SignalSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Turns rules as written into rules that can be judged, or says everything that is wrong. */
public final class PolicyCompiler {
  /** Roots of what differs from request to request. */
  private static final List<String> PER_REQUEST = List.of("signals", "request", "caller");

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

  /**
   * Compiles the rules of a configuration file and reports what is wrong where it stands.
   *
   * @return the engine, or empty after at least one problem
   */
  public static Optional<PolicyEngine> compile(
      List<PolicyEntry> rules,
      List<Model> models,
      List<SignalSpec> signals,
      ConfigProblems problems) {
    return switch (compile(rules.stream().map(PolicyEntry::spec).toList(), models, signals)) {
      case Result.Compiled(var engine) -> Optional.of(engine);
      case Result.Invalid(var found) -> {
        for (RuleProblem problem : found) {
          PolicyEntry entry = rules.get(problem.rule());
          problems.error(
              problem.field().equals("when") ? entry.when() : entry.allow(),
              "rule '" + problem.name() + "', " + problem.place() + ": " + problem.found(),
              problem.expected(),
              problem.suggestion());
        }
        yield Optional.empty();
      }
    };
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
                    index,
                    spec.name(),
                    field,
                    fault.line(),
                    fault.column(),
                    fault.found(),
                    fault.expected(),
                    fault.suggestion())));
  }

  private Rule.Allow allow(int index, RuleSpec spec, Expression expression) {
    if (!expression.readsAny("model")) {
      return new Rule.Allow.PerRequest(expression);
    }
    if (PER_REQUEST.stream().anyMatch(expression::readsAny)) {
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
                String.join(", ", missing) + " for model " + models.get(i).id(),
                "true or false");
      }
    }
    if (!models.isEmpty() && names.size() == models.size()) {
      problem(index, spec, "no model satisfies it", "at least one that does, or `refuse`");
    }
    return new Rule.Allow.Fixed(excluded, List.copyOf(names));
  }

  private void problem(int index, RuleSpec spec, String found, String expected) {
    problems.add(
        new RuleProblem(index, spec.name(), "allow", 1, 1, found, expected, Optional.empty()));
  }
}
