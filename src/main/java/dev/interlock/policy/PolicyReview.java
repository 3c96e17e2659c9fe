package dev.interlock.policy;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.Location;
import dev.interlock.config.Suggestion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Warns of rules that cannot do what their author meant: conditions that are never true, rules that
 * another one leaves nothing to do, demands that no model meets. Everything that is said is proved;
 * much that is so is not found. One loading thread.
 */
public final class PolicyReview {
  private final List<PolicyEntry> entries;
  private final List<Rule> rules;
  private final List<Model> models;
  private final Map<String, List<String>> labels;
  private final ConfigProblems problems;
  private final Map<Integer, Formula> formulas = new HashMap<>();

  private PolicyReview(
      List<PolicyEntry> entries,
      PolicyEngine engine,
      Map<String, List<String>> labels,
      ConfigProblems problems) {
    this.entries = entries;
    this.rules = engine.rules();
    this.models = engine.models();
    this.labels = labels;
    this.problems = problems;
  }

  /**
   * Reviews the rules that {@code engine} was compiled from.
   *
   * @param virtualModels what clients may ask for
   * @param declared where the configuration declares them
   * @param labels every value a variable may have, for those that have no others
   */
  public static void review(
      List<PolicyEntry> entries,
      PolicyEngine engine,
      List<VirtualModel> virtualModels,
      Location declared,
      Map<String, List<String>> labels,
      ConfigProblems problems) {
    if (engine.rules().size() != entries.size()) {
      return;
    }
    var review = new PolicyReview(entries, engine, labels, problems);
    for (int i = 0; i < entries.size(); i++) {
      review.rule(i);
    }
    virtualModels.forEach(virtual -> review.virtualModel(virtual, declared));
  }

  private void rule(int index) {
    Formula when = when(index);
    if (unknownLabel(index) || never(index, when)) {
      return;
    }
    Optional<Integer> other = deadBecauseOf(index, when);
    if (other.isEmpty()) {
      withoutModels(index, when);
    } else {
      boolean refuses = refuses(other.get());
      warn(
          index,
          "whenever it is true, rule `"
              + name(other.get())
              + (refuses ? "` refuses the request" : "` above has stated the same already"),
          refuses
              ? "a condition of its own, or no such rule"
              : "the exception first, or no such rule");
    }
  }

  /** Whether it compares a label with what it never is. */
  private boolean unknownLabel(int index) {
    var mentioned = new ArrayList<Formula.Comparison>();
    collect(when(index), mentioned);
    boolean found = false;
    for (Formula.Comparison comparison : mentioned) {
      List<String> known = labels.getOrDefault(comparison.term(), List.of());
      for (Comparable<?> constant : comparison.constants()) {
        if (!known.isEmpty() && !known.contains(constant.toString())) {
          found = true;
          problems.warning(
              entries.get(index).when(),
              "rule `%s`: `%s` is never '%s'%s"
                  .formatted(
                      name(index),
                      comparison.term(),
                      constant,
                      Suggestion.nearest(constant.toString(), known)
                          .map(near -> ", did you mean '" + near + "'?")
                          .orElse("")),
              Suggestion.oneOf(known));
        }
      }
    }
    return found;
  }

  private boolean never(int index, Formula when) {
    if (!contradict(when)) {
      return false;
    }
    warn(index, "its condition is never true", "one that some request can meet");
    return true;
  }

  /** A rule that leaves this one nothing to do whenever its condition is true. */
  private Optional<Integer> deadBecauseOf(int index, Formula when) {
    for (int other = 0; other < rules.size(); other++) {
      boolean earlier = other < index;
      boolean refused = refuses(other) && (earlier || !refuses(index));
      boolean stated = earlier && statesAll(other, index);
      if (other != index && (refused || stated) && contradict(when, new Formula.Not(when(other)))) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  /** Whether {@code later} says nothing but fields that {@code earlier} states. */
  private boolean statesAll(int earlier, int later) {
    RuleSpec one = rules.get(earlier).spec();
    RuleSpec two = rules.get(later).spec();
    boolean something =
        two.quality().isPresent()
            || two.weights().isPresent()
            || two.failureCost().isPresent()
            || two.reversible().isPresent();
    return something
        && two.allow().isEmpty()
        && two.refuse().isEmpty()
        && two.explore()
        && (two.quality().isEmpty() || one.quality().isPresent())
        && (two.weights().isEmpty() || one.weights().isPresent())
        && (two.failureCost().isEmpty() || one.failureCost().isPresent())
        && (two.reversible().isEmpty() || one.reversible().isPresent());
  }

  /** Whether it and rules that apply whenever it does leave no model. */
  private void withoutModels(int index, Formula when) {
    Optional<BitSet> own = excluded(index);
    if (own.isEmpty() || own.get().isEmpty() || models.isEmpty()) {
      return;
    }
    BitSet excluded = (BitSet) own.get().clone();
    for (int other = 0; other < rules.size(); other++) {
      Optional<BitSet> more = other == index ? Optional.empty() : excluded(other);
      if (more.isPresent() && contradict(when, new Formula.Not(when(other)))) {
        excluded.or(more.get());
        if (excluded.cardinality() == models.size()) {
          problems.warning(
              entries.get(index).allow(),
              "rule `"
                  + name(index)
                  + "`: together with rule `"
                  + name(other)
                  + "`, which applies whenever it does, it allows no model",
              "a model that meets both, or `refuse`");
          return;
        }
      }
    }
  }

  private void virtualModel(VirtualModel virtual, Location location) {
    var excluded = new BitSet();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).when().isEmpty()) {
        excluded(i).ifPresent(excluded::or);
        if (refuses(i)) {
          warnOf(virtual, location, "rule `" + name(i) + "` refuses every request");
          return;
        }
      }
    }
    if (virtual.models().stream().allMatch(model -> excluded.get(models.indexOf(model)))) {
      warnOf(virtual, location, "the rules without a condition allow none of its models");
    }
  }

  private void warnOf(VirtualModel virtual, Location location, String found) {
    problems.warning(
        location,
        "`" + virtual.name() + "` can never be served: " + found,
        "a model that is allowed");
  }

  private Optional<BitSet> excluded(int index) {
    return rules.get(index).allow() instanceof Rule.Allow.Fixed(var excluded, _)
        ? Optional.of(excluded)
        : Optional.empty();
  }

  private boolean contradict(Formula... formulas) {
    return Formula.contradict(List.of(formulas), labels);
  }

  private Formula when(int index) {
    return formulas.computeIfAbsent(
        index,
        _ ->
            rules
                .get(index)
                .when()
                .map(when -> FormulaReader.read(when.syntax(), "rule " + index))
                .orElseGet(() -> new Formula.Constant(true)));
  }

  private static void collect(Formula formula, List<Formula.Comparison> to) {
    switch (formula) {
      case Formula.And(var parts) -> parts.forEach(part -> collect(part, to));
      case Formula.Or(var parts) -> parts.forEach(part -> collect(part, to));
      case Formula.Not(var part) -> collect(part, to);
      case Formula.Comparison comparison -> to.add(comparison);
      case Formula.Opaque _, Formula.Constant _ -> {}
    }
  }

  private boolean refuses(int index) {
    return rules.get(index).spec().refuse().isPresent();
  }

  private String name(int index) {
    return rules.get(index).spec().name();
  }

  private void warn(int index, String found, String expected) {
    problems.warning(entries.get(index).when(), "rule `" + name(index) + "`: " + found, expected);
  }
}
