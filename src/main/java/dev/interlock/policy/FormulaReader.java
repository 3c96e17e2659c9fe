package dev.interlock.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.interlock.policy.Formula.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads a type-checked expression as a {@link Formula}. One expression, one thread. */
final class FormulaReader {
  /** What a comparison becomes when its sides change places. */
  private static final Map<String, String> MIRRORED =
      Map.of(
          "_<_", "_>_", "_<=_", "_>=_", "_>_", "_<_", "_>=_", "_<=_", "_==_", "_==_", "_!=_",
          "_!=_");

  private final CelAbstractSyntaxTree syntax;
  private final String owner;

  private FormulaReader(CelAbstractSyntaxTree syntax, String owner) {
    this.syntax = syntax;
    this.owner = owner;
  }

  /**
   * The formula of {@code syntax}.
   *
   * @param owner keeps what cannot be spelled apart from the like of others
   */
  static Formula read(CelAbstractSyntaxTree syntax, String owner) {
    return new FormulaReader(syntax, owner).formula(syntax.getExpr());
  }

  private Formula formula(CelExpr expr) {
    return switch (expr.exprKind().getKind()) {
      case CONSTANT ->
          expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
              ? new Formula.Constant(expr.constant().booleanValue())
              : opaque(expr);
      case CALL -> call(expr, expr.call().function(), expr.call().args());
      default -> opaque(expr);
    };
  }

  private Formula call(CelExpr expr, String function, List<CelExpr> args) {
    return switch (function) {
      case "_&&_" -> new Formula.And(args.stream().map(this::formula).toList());
      case "_||_" -> new Formula.Or(args.stream().map(this::formula).toList());
      case "!_" -> new Formula.Not(formula(args.getFirst()));
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> comparison(expr, function, args);
      case "@in" -> membership(expr, args);
      default -> opaque(expr);
    };
  }

  private Formula comparison(CelExpr expr, String operator, List<CelExpr> args) {
    CelExpr left = args.getFirst();
    CelExpr right = args.getLast();
    Optional<Comparable<?>> onRight = constant(right);
    if (onRight.isPresent()) {
      return comparison(expr, left, operator, onRight.get());
    }
    Optional<Comparable<?>> onLeft = constant(left);
    return onLeft.isPresent()
        ? comparison(expr, right, MIRRORED.getOrDefault(operator, operator), onLeft.get())
        : opaque(expr);
  }

  private Formula comparison(CelExpr expr, CelExpr side, String operator, Comparable<?> constant) {
    Optional<Kind> kind = kind(side);
    boolean ordered = !operator.equals("_==_") && !operator.equals("_!=_");
    boolean fits = kind.isPresent() && (kind.get() == Kind.TEXT) == (constant instanceof String);
    if (!fits || (ordered && constant instanceof String) || constant(side).isPresent()) {
      return opaque(expr);
    }
    return new Formula.Comparison(
        text(side), kind.get(), List.of(constant), holds(operator, constant));
  }

  private Formula membership(CelExpr expr, List<CelExpr> args) {
    CelExpr side = args.getFirst();
    CelExpr list = args.getLast();
    Optional<Kind> kind = kind(side);
    if (kind.isEmpty() || list.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST) {
      return opaque(expr);
    }
    var constants = new ArrayList<Comparable<?>>();
    for (CelExpr element : list.list().elements()) {
      Optional<Comparable<?>> constant = constant(element);
      if (constant.isEmpty() || (constant.get() instanceof String) != (kind.get() == Kind.TEXT)) {
        return opaque(expr);
      }
      constants.add(constant.get());
    }
    List<Predicate<Object>> each = constants.stream().map(c -> holds("_==_", c)).toList();
    return new Formula.Comparison(
        text(side), kind.get(), constants, value -> each.stream().anyMatch(p -> p.test(value)));
  }

  private static Predicate<Object> holds(String operator, Comparable<?> constant) {
    if (constant instanceof String text) {
      return operator.equals("_==_") ? text::equals : value -> !text.equals(value);
    }
    double number = ((Number) constant).doubleValue();
    IntPredicate sign =
        switch (operator) {
          case "_<_" -> order -> order < 0;
          case "_<=_" -> order -> order <= 0;
          case "_>_" -> order -> order > 0;
          case "_>=_" -> order -> order >= 0;
          case "_!=_" -> order -> order != 0;
          default -> order -> order == 0;
        };
    return value -> value instanceof Double d && sign.test(d < number ? -1 : d > number ? 1 : 0);
  }

  private static Optional<Comparable<?>> constant(CelExpr expr) {
    if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
        && expr.call().function().equals("-_")) {
      return constant(expr.call().args().getFirst())
          .filter(Number.class::isInstance)
          .map(number -> -((Number) number).doubleValue());
    }
    if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(constant.stringValue());
      case INT64_VALUE -> exact((double) constant.int64Value());
      case DOUBLE_VALUE -> exact(constant.doubleValue());
      default -> Optional.empty();
    };
  }

  /** Beyond 2^53 neighbours are the same double, and nothing would be proved. */
  private static Optional<Comparable<?>> exact(double value) {
    return Math.abs(value) < 1L << 53 ? Optional.of(value) : Optional.empty();
  }

  private Optional<Kind> kind(CelExpr expr) {
    CelType type = syntax.getType(expr.id()).orElse(SimpleType.DYN);
    return type.equals(SimpleType.STRING)
        ? Optional.of(Kind.TEXT)
        : type.equals(SimpleType.INT)
            ? Optional.of(Kind.INTEGER)
            : type.equals(SimpleType.DOUBLE) ? Optional.of(Kind.NUMBER) : Optional.empty();
  }

  private Formula opaque(CelExpr expr) {
    return new Formula.Opaque(text(expr));
  }

  /** The same text for the same meaning; one of its own for what is not spelled here. */
  private String text(CelExpr expr) {
    CelReference reference = syntax.getReferenceMap().get(expr.id());
    if (reference != null && !reference.name().isEmpty()) {
      return reference.name();
    }
    return switch (expr.exprKind().getKind()) {
      case CONSTANT -> expr.constant().toString();
      case IDENT -> expr.ident().name();
      case SELECT ->
          (expr.select().testOnly() ? "has " : "")
              + text(expr.select().operand())
              + "."
              + expr.select().field();
      case CALL ->
          expr.call().function()
              + expr.call().target().map(target -> "[" + text(target) + "]").orElse("")
              + texts(expr.call().args());
      case LIST -> "list" + texts(expr.list().elements());
      default -> owner + "#" + expr.id();
    };
  }

  private String texts(List<CelExpr> exprs) {
    return exprs.stream().map(this::text).collect(Collectors.joining(", ", "(", ")"));
  }
}
