package dev.interlock.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
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
  private static final List<String> LATER = List.of("pii", "attack", "caller", "session");

  private static final List<String> ROOTS = List.of("signals", "request", "model");
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*");

  private final Map<String, ?> variables;

  Names(Variables variables) {
    this.variables = variables.byName();
  }

  boolean isVariable(String name) {
    return variables.containsKey(name);
  }

  /** Everything wrong with the {@code signals}, {@code request} and {@code model} names. */
  List<Expressions.Fault> check(CelAbstractSyntaxTree syntax, boolean mayReadModel) {
    var faults = new ArrayList<Expressions.Fault>();
    CelNavigableAst.fromAst(syntax)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.IDENT)
        .forEach(
            node -> {
              String root = node.expr().ident().name();
              if (ROOTS.contains(root)) {
                fault(root, path(root, node), mayReadModel)
                    .map(message -> at(syntax.getSource(), node.expr(), message))
                    .ifPresent(faults::add);
              }
            });
    return faults;
  }

  /** A message of the type checker, with what was probably meant. */
  String explain(String message) {
    var undeclared = UNDECLARED.matcher(message);
    if (!undeclared.matches()) {
      return message;
    }
    String name = undeclared.group(1);
    return "name: " + name + expected(Spelling.nearest(name, everyName()));
  }

  private Optional<String> fault(String root, List<String> path, boolean mayReadModel) {
    if (root.equals("model") && !mayReadModel) {
      return Optional.of("name: model (expected: only in `allow`)");
    }
    for (String prefix : path) {
      if (variables.containsKey(prefix)) {
        return Optional.empty();
      }
    }
    String name = path.getFirst();
    if (root.equals("signals") && LATER.contains(name.substring(name.indexOf('.') + 1))) {
      return Optional.of("name: " + name + " (not in this version)");
    }
    List<String> known = variables.keySet().stream().filter(v -> v.startsWith(root + ".")).toList();
    String asked = path.stream().filter(p -> !p.equals(root)).findFirst().orElse(root);
    Optional<String> meant = Spelling.nearest(asked, known);
    return Optional.of(
        "name: "
            + asked
            + (meant.isPresent() ? expected(meant) : " (expected: one of " + join(known) + ")"));
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

  private List<String> everyName() {
    var all = new ArrayList<String>(variables.keySet());
    return all;
  }

  private static String expected(Optional<String> meant) {
    return meant.map(name -> " (did you mean " + name + "?)").orElse(" (expected: a known name)");
  }

  private static String join(List<String> names) {
    return String.join(", ", names);
  }

  private static Expressions.Fault at(CelSource source, CelExpr expr, String message) {
    int offset = source.getPositionsMap().getOrDefault(expr.id(), 0);
    CelSourceLocation place = source.getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
    return new Expressions.Fault(place.getLine(), place.getColumn() + 1, message);
  }
}
