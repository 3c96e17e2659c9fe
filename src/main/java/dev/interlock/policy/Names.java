package dev.interlock.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.interlock.config.Suggestion;
import dev.interlock.policy.Expressions.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges the names in an expression before the type checker does, because it can say more: what was
 * probably meant, what is only for {@code allow}, what comes in a later version.
 */
final class Names {
  /** Signals of capabilities that are declared but do not exist yet. */
  private static final List<String> LATER = List.of("attack", "session");

  private static final List<String> ROOTS = List.of("signals", "request", "caller", "model");
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*");

  private final Map<String, ?> variables;

  Names(Variables variables) {
    this.variables = variables.byName();
  }

  boolean isVariable(String name) {
    return variables.containsKey(name);
  }

  /**
   * Everything wrong with the {@code signals}, {@code request}, {@code caller} and {@code model}
   * names.
   */
  List<Fault> check(CelAbstractSyntaxTree syntax, boolean mayReadModel) {
    var faults = new ArrayList<Fault>();
    CelNavigableAst.fromAst(syntax)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.IDENT)
        .forEach(
            node -> {
              String root = node.expr().ident().name();
              if (ROOTS.contains(root)) {
                fault(place(syntax.getSource(), node.expr()), root, path(root, node), mayReadModel)
                    .ifPresent(faults::add);
              }
            });
    return faults;
  }

  /** What the type checker says, with what was probably meant. */
  Fault explain(CelSourceLocation place, String message) {
    var undeclared = UNDECLARED.matcher(message);
    if (!undeclared.matches()) {
      return Fault.at(place, message, "a CEL expression");
    }
    String name = undeclared.group(1);
    return Fault.at(place, unknown(name), "a known name", nearest(name, variables.keySet()));
  }

  private Optional<Fault> fault(
      CelSourceLocation place, String root, List<String> path, boolean mayReadModel) {
    if (root.equals("model") && !mayReadModel) {
      return Optional.of(Fault.at(place, "`model`", "a model only in `allow`"));
    }
    if (path.stream().anyMatch(variables::containsKey)) {
      return Optional.empty();
    }
    String name = path.getFirst();
    if (root.equals("signals") && LATER.contains(name.substring(name.indexOf('.') + 1))) {
      return Optional.of(Fault.at(place, "`" + name + "` is not in this version", ""));
    }
    List<String> known = variables.keySet().stream().filter(v -> v.startsWith(root + ".")).toList();
    if (known.isEmpty()) {
      return Optional.of(Fault.at(place, "`" + name + "`", "`request` alone"));
    }
    String wrong = path.stream().filter(prefix -> !isGroup(prefix)).findFirst().orElse(name);
    return Optional.of(
        Fault.at(place, unknown(wrong), Suggestion.oneOf(known), nearest(wrong, known)));
  }

  /** Whether {@code prefix} is what several names begin with, such as {@code signals.pii}. */
  private boolean isGroup(String prefix) {
    return variables.keySet().stream().anyMatch(name -> name.startsWith(prefix + "."));
  }

  private static String unknown(String name) {
    return "unknown name `" + name + "`";
  }

  /** What was meant; a name without its root, such as {@code difficulty}, is near. */
  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> candidate.endsWith("." + name))
        .findFirst()
        .or(() -> Suggestion.nearest(name, known));
  }

  /**
   * {@code signals.a}, then {@code signals.a.b}, …: every prefix of the selection around a root.
   */
  private static List<String> path(String root, CelNavigableExpr node) {
    var prefixes = new ArrayList<String>();
    String prefix = root;
    Optional<CelNavigableExpr> parent = node.parent();
    long child = node.expr().id();
    while (parent.isPresent()
        && parent.get().getKind() == Kind.SELECT
        && parent.get().expr().select().operand().id() == child) {
      prefix += "." + parent.get().expr().select().field();
      prefixes.add(prefix);
      child = parent.get().expr().id();
      parent = parent.get().parent();
    }
    return prefixes.isEmpty() ? List.of(root) : prefixes;
  }

  private static CelSourceLocation place(CelSource source, CelExpr expr) {
    int offset = source.getPositionsMap().getOrDefault(expr.id(), 0);
    return source.getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
  }
}
