package dev.interlock.policy;

import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.Objective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the rules say about one request. Models are named by their position in the catalogue. */
public final class Verdict {
  private final List<AppliedRule> rules;
  private final @Nullable Exclusion[] exclusions;
  private final Optional<Refusal> refusal;
  private final Stated stated;
  private final boolean mayExplore;

  Verdict(
      List<AppliedRule> rules,
      @Nullable Exclusion[] exclusions,
      Optional<Refusal> refusal,
      Stated stated,
      boolean mayExplore) {
    this.rules = rules;
    this.exclusions = exclusions;
    this.refusal = refusal;
    this.stated = stated;
    this.mayExplore = mayExplore;
  }

  /**
   * What the first rule to say so said. A rule name is empty when no rule stated the field.
   *
   * @param objective quality floor and weights, completed from {@link Objective#DEFAULT}
   * @param objectiveRule the rule that stated the floor, or else the weights
   * @param failureCost USD lost by an insufficient answer
   * @param failureCostRule the rule that stated it
   * @param reversible whether the harm can be undone
   * @param reversibleRule the rule that stated it
   * @param cache what the response cache may do; nothing, where no rule is sure to say so
   * @param cacheRule the rule that stated it
   */
  public record Stated(
      Objective objective,
      String objectiveRule,
      OptionalDouble failureCost,
      String failureCostRule,
      Optional<Boolean> reversible,
      String reversibleRule,
      CacheTerms cache,
      String cacheRule) {}

  /** Every rule whose {@code when} held or was unknown, in configuration order. */
  public List<AppliedRule> rules() {
    return rules;
  }

  /** Whether every {@code allow} admits the model at {@code index} of the catalogue. */
  public boolean allows(int index) {
    return exclusions[index] == null;
  }

  /** Why the model at {@code index} of the catalogue is kept out, if it is. */
  public Optional<Exclusion> exclusion(int index) {
    return Optional.ofNullable(exclusions[index]);
  }

  /** The first rule that refuses the request, if any does. */
  public Optional<Refusal> refusal() {
    return refusal;
  }

  /** Whether something else than the best choice may be tried; one rule is enough to forbid it. */
  public boolean mayExplore() {
    return mayExplore;
  }

  public Stated stated() {
    return stated;
  }
}
