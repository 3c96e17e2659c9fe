package dev.interlock.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Compiles the expressions of rules: parse, check names, check types, plan. */
final class Expressions {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(16_384)
          .comprehensionMaxIterations(10_000)
          .build();

  private static final CelSourceLocation START = CelSourceLocation.of(1, 0);

  private final Names names;
  private final CelCompiler compiler;
  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  Expressions(Variables variables) {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    variables.byName().values().forEach(v -> builder.addVar(v.name(), v.type()));
    this.names = new Names(variables);
    this.compiler = builder.build();
  }

  /** A fault at a place of an expression. */
  record Fault(int line, int column, String found, String expected, Optional<String> suggestion) {
    static Fault at(CelSourceLocation place, String found, String expected) {
      return at(place, found, expected, Optional.empty());
    }

    static Fault at(
        CelSourceLocation place, String found, String expected, Optional<String> suggestion) {
      return new Fault(place.getLine(), place.getColumn() + 1, found, expected, suggestion);
    }
  }

  /**
   * The compiled expression, or empty after telling {@code faults} everything that is wrong.
   *
   * @param mayReadModel whether {@code model.*} means something here
   */
  Optional<Expression> compile(String text, boolean mayReadModel, Consumer<Fault> faults) {
    CelValidationResult parsed = compiler.parse(text);
    if (parsed.hasError()) {
      tell(parsed.getErrors(), faults);
      return Optional.empty();
    }
    try {
      CelAbstractSyntaxTree syntax = parsed.getAst();
      List<Fault> wrongNames = names.check(syntax, mayReadModel);
      if (!wrongNames.isEmpty()) {
        wrongNames.forEach(faults);
        return Optional.empty();
      }
      CelValidationResult checked = compiler.check(syntax);
      if (checked.hasError()) {
        tell(checked.getErrors(), faults);
        return Optional.empty();
      }
      CelAbstractSyntaxTree typed = checked.getAst();
      if (!typed.getResultType().equals(SimpleType.BOOL)) {
        faults.accept(
            Fault.at(START, "a value of type " + typed.getResultType().name(), "a condition"));
        return Optional.empty();
      }
      return Optional.of(new Expression(runtime.createProgram(typed), reads(typed), typed));
    } catch (CelValidationException | CelEvaluationException e) {
      faults.accept(Fault.at(START, String.valueOf(e.getMessage()), "a CEL expression"));
      return Optional.empty();
    }
  }

  private Set<String> reads(CelAbstractSyntaxTree typed) {
    var reads = new TreeSet<String>();
    for (CelReference reference : typed.getReferenceMap().values()) {
      if (names.isVariable(reference.name())) {
        reads.add(reference.name());
      }
    }
    return Set.copyOf(reads);
  }

  private void tell(List<CelIssue> issues, Consumer<Fault> faults) {
    for (CelIssue issue : issues) {
      faults.accept(names.explain(issue.getSourceLocation(), issue.getMessage()));
    }
  }
}
