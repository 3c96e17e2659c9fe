package dev.interlock.policy;

import static java.util.Objects.requireNonNull;

import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.Objective.Weights;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One rule as the operator wrote it, before its expressions are compiled. Every field but the name
 * may be absent: the rule then says nothing about it.
 *
 * @param name names the rule in decisions and messages
 * @param when CEL condition over {@code signals} and {@code request}; absent means always
 * @param allow CEL condition over {@code model} too, which a model must satisfy to be a candidate
 * @param quality least acceptable chance of a sufficient answer, in [0, 1]
 * @param weights what counts against a candidate
 * @param failureCost USD lost by an insufficient answer
 * @param reversible whether the harm of a wrong answer can be undone
 * @param refuse message of the refusal
 * @param explore false: nothing but the best choice may be tried
 * @param certified whether {@code quality} must be certified by the router bundle
 * @param cache what the response cache may do
 */
public record RuleSpec(
    String name,
    Optional<String> when,
    Optional<String> allow,
    OptionalDouble quality,
    Optional<Weights> weights,
    OptionalDouble failureCost,
    Optional<Boolean> reversible,
    Optional<String> refuse,
    boolean explore,
    boolean certified,
    Optional<CacheTerms> cache) {
  public RuleSpec {
    requireNonNull(name, "name");
    requireNonNull(when, "when");
    requireNonNull(allow, "allow");
    requireNonNull(quality, "quality");
    requireNonNull(weights, "weights");
    requireNonNull(failureCost, "failureCost");
    requireNonNull(reversible, "reversible");
    requireNonNull(refuse, "refuse");
    requireNonNull(cache, "cache");
  }

  /** A rule that says nothing of exploring, of certificates and of the cache. */
  public RuleSpec(
      String name,
      Optional<String> when,
      Optional<String> allow,
      OptionalDouble quality,
      Optional<Weights> weights,
      OptionalDouble failureCost,
      Optional<Boolean> reversible,
      Optional<String> refuse) {
    this(
        name,
        when,
        allow,
        quality,
        weights,
        failureCost,
        reversible,
        refuse,
        true,
        false,
        Optional.empty());
  }

  /** A rule that says nothing yet. */
  public static RuleSpec named(String name) {
    return new RuleSpec(
        name,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public RuleSpec when(String cel) {
    return new RuleSpec(
        name,
        Optional.of(cel),
        allow,
        quality,
        weights,
        failureCost,
        reversible,
        refuse,
        explore,
        certified,
        cache);
  }

  public RuleSpec allow(String cel) {
    return new RuleSpec(
        name,
        when,
        Optional.of(cel),
        quality,
        weights,
        failureCost,
        reversible,
        refuse,
        explore,
        certified,
        cache);
  }

  public RuleSpec quality(double floor) {
    return new RuleSpec(
        name,
        when,
        allow,
        OptionalDouble.of(floor),
        weights,
        failureCost,
        reversible,
        refuse,
        explore,
        certified,
        cache);
  }

  /** As {@link #quality}, for a floor that must be certified. */
  public RuleSpec certifiedQuality(double floor) {
    return new RuleSpec(
        name,
        when,
        allow,
        OptionalDouble.of(floor),
        weights,
        failureCost,
        reversible,
        refuse,
        explore,
        true,
        cache);
  }

  public RuleSpec weights(Weights weights) {
    return new RuleSpec(
        name,
        when,
        allow,
        quality,
        Optional.of(weights),
        failureCost,
        reversible,
        refuse,
        explore,
        certified,
        cache);
  }

  public RuleSpec failureCost(double usd) {
    return new RuleSpec(
        name,
        when,
        allow,
        quality,
        weights,
        OptionalDouble.of(usd),
        reversible,
        refuse,
        explore,
        certified,
        cache);
  }

  public RuleSpec reversible(boolean yes) {
    return new RuleSpec(
        name,
        when,
        allow,
        quality,
        weights,
        failureCost,
        Optional.of(yes),
        refuse,
        explore,
        certified,
        cache);
  }

  public RuleSpec refuse(String message) {
    return new RuleSpec(
        name,
        when,
        allow,
        quality,
        weights,
        failureCost,
        reversible,
        Optional.of(message),
        explore,
        certified,
        cache);
  }

  public RuleSpec cache(CacheTerms terms) {
    return new RuleSpec(
        name,
        when,
        allow,
        quality,
        weights,
        failureCost,
        reversible,
        refuse,
        explore,
        certified,
        Optional.of(terms));
  }

  /** The same rule, which says nothing of the cache. */
  RuleSpec withoutCache() {
    return new RuleSpec(
        name,
        when,
        allow,
        quality,
        weights,
        failureCost,
        reversible,
        refuse,
        explore,
        certified,
        Optional.empty());
  }
}
