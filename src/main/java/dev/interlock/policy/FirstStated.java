package dev.interlock.policy;

import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Objective.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Keeps, for each field, what the first rule to state it said. */
final class FirstStated {
  private @Nullable RuleSpec quality;
  private @Nullable RuleSpec weights;
  private @Nullable RuleSpec failureCost;
  private @Nullable RuleSpec reversible;
  private @Nullable RuleSpec cache;
  private boolean cacheInDoubt;

  /** Takes what {@code rule} is the first to state, and names those fields. */
  List<String> add(RuleSpec rule) {
    List<String> fields = List.of();
    if (quality == null && rule.quality().isPresent()) {
      quality = rule;
      fields = with(fields, "objective.quality");
    }
    if (weights == null && rule.weights().isPresent()) {
      weights = rule;
      fields = with(fields, "objective.weights");
    }
    if (failureCost == null && rule.failureCost().isPresent()) {
      failureCost = rule;
      fields = with(fields, "failure_cost");
    }
    if (reversible == null && rule.reversible().isPresent()) {
      reversible = rule;
      fields = with(fields, "reversible");
    }
    if (cache == null && !cacheInDoubt && rule.cache().isPresent()) {
      cache = rule;
      fields = with(fields, "cache");
    }
    return fields;
  }

  /**
   * Takes a rule of which nobody knows whether it applies. If it might have been the first to speak
   * of the cache, none of those behind it may: it might have forbidden what they allow.
   */
  void doubt(RuleSpec rule) {
    cacheInDoubt |= cache == null && rule.cache().isPresent();
  }

  Verdict.Stated build() {
    double floor = Objective.DEFAULT.quality();
    boolean certified = false;
    if (quality != null) {
      floor = quality.quality().orElse(floor);
      certified = quality.certified();
    }
    Weights cost = Objective.DEFAULT.weights();
    if (weights != null) {
      cost = weights.weights().orElse(cost);
    }
    RuleSpec objective = quality != null ? quality : weights;
    return new Verdict.Stated(
        new Objective(floor, certified, cost),
        name(objective),
        failureCost == null ? OptionalDouble.empty() : failureCost.failureCost(),
        name(failureCost),
        reversible == null ? Optional.empty() : reversible.reversible(),
        name(reversible),
        cache == null ? CacheTerms.OFF : cache.cache().orElseThrow(),
        name(cache));
  }

  static List<String> with(List<String> fields, String field) {
    if (fields.isEmpty()) {
      return List.of(field);
    }
    var more = new ArrayList<String>(fields.size() + 1);
    more.addAll(fields);
    more.add(field);
    return more;
  }

  private static String name(@Nullable RuleSpec rule) {
    return rule == null ? "" : rule.name();
  }
}
