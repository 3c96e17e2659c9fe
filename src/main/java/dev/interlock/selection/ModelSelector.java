package dev.interlock.selection;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import dev.interlock.selection.Selection.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the candidates of one virtual model: hard constraints first, never traded against a
 * score; then the least expected cost among those expected to be good enough. Pure, deterministic
 * and thread-safe.
 */
public final class ModelSelector {
  private final List<Action> actions;
  private final double[] abilities;
  private final Model fallback;

  /**
   * @param actions the candidates, in configuration order
   * @param fallback the model to be used where quality signals are missing
   */
  public ModelSelector(List<Action> actions, Model fallback) {
    this.actions = List.copyOf(actions);
    this.abilities =
        actions.stream().mapToDouble(a -> SufficiencyPrior.ability(a.quality())).toArray();
    this.fallback = fallback;
  }

  /** For chat requests that say nothing of thinking. */
  public ModelSelector(VirtualModel virtualModel) {
    this(
        virtualModel.models().stream().flatMap(m -> Action.all(m, Api.CHAT).stream()).toList(),
        virtualModel.fallback());
  }

  /** The candidates, in configuration order. */
  public List<Action> actions() {
    return actions;
  }

  /** The choice when no candidate rests. */
  public Selection select(
      Workload workload, IntPredicate allowed, Objective objective, double failureCost) {
    return select(workload, Expectations.NONE, allowed, _ -> false, objective, failureCost);
  }

  /** The choice for a request that begins a conversation. */
  public Selection select(
      Workload workload,
      Expectations expected,
      IntPredicate allowed,
      IntPredicate resting,
      Objective objective,
      double failureCost) {
    return select(workload, expected, allowed, resting, objective, failureCost, Standing.NONE);
  }

  /**
   * The choice for {@code workload}. Where a chance is missing, for want of a forecast and of a
   * difficulty, it is the virtual model's default, or who stands in while that rests, if the
   * default satisfies every hard constraint, and otherwise nothing.
   *
   * @param expected what a router bundle forecasts; of other candidates there is a prior
   * @param allowed whether policy admits the candidate at an index
   * @param resting whether the candidate at an index failed lately: it comes after all others, in
   *     the same order among its like
   * @param failureCost USD lost by an insufficient answer
   * @param standing how the candidates stand in the conversation: the one that answered so far may
   *     stay, if it neither rests nor violates a hard constraint
   */
  public Selection select(
      Workload workload,
      Expectations expected,
      IntPredicate allowed,
      IntPredicate resting,
      Objective objective,
      double failureCost,
      Standing standing) {
    var losses = new @Nullable Loss[actions.size()];
    int left = 0;
    int known = 0;
    for (int i = 0; i < losses.length; i++) {
      losses[i] = obstacle(workload, expected, allowed, i);
      left += losses[i] == null ? 1 : 0;
      known += losses[i] == null && expected.knows(i) ? 1 : 0;
    }
    var contest = new Contest(workload, objective, failureCost, standing);
    if (workload.difficulty().isEmpty() && known < left) {
      return fallback(contest, resting, losses);
    }
    var scored = new Scored[left];
    int next = 0;
    for (int i = 0; i < losses.length; i++) {
      if (losses[i] == null) {
        scored[next++] = score(contest, expected, i);
      }
    }
    Arrays.sort(scored, Contest::compare);
    if (left == 0) {
      return new Selection(Basis.NONE, List.of(), obstructed(losses));
    }
    Scored[] compared = moveToEnd(resting, scored);
    for (int i = compared.length; i < scored.length; i++) {
      losses[scored[i].index()] = new Loss.Resting();
    }
    Optional<Hold> hold = standing.hold(compared, contest);
    if (hold.isPresent()) {
      return held(hold.get(), contest, expected, scored, compared, losses);
    }
    Basis basis = compared[0].meetsQuality() ? Basis.CHEAPEST_SUFFICIENT : Basis.HIGHEST_CHANCE;
    return new Selection(
        basis, List.of(scored), losers(contest, expected, scored, compared, losses, compared[0]));
  }

  private Scored score(Contest contest, Expectations expected, int index) {
    Action action = actions.get(index);
    if (expected.knows(index)) {
      double tokens = outputTokens(contest.workload(), expected, index);
      return contest.score(
          index, action, expected.chance(index), true, tokens, expected.certified(index));
    }
    double difficulty = contest.workload().difficulty().orElseThrow();
    double ability = abilities[index] * expected.factor(index);
    return contest.score(index, action, SufficiencyPrior.chance(ability, difficulty));
  }

  private double outputTokens(Workload workload, Expectations expected, int index) {
    Action action = actions.get(index);
    return workload.capped(action, expected.outputTokens(index, workload.outputTokens(action)));
  }

  /** The incumbent first, the others in their order. */
  private Selection held(
      Hold hold,
      Contest contest,
      Expectations expected,
      Scored[] scored,
      Scored[] compared,
      @Nullable Loss[] losses) {
    Scored chosen = hold.incumbent();
    var plan = new ArrayList<Scored>(scored.length);
    plan.add(chosen);
    for (Scored each : scored) {
      if (each.index() != chosen.index()) {
        plan.add(each);
      }
    }
    for (Scored each : compared) {
      // What its other efforts lose by is the conversation's only if they are better.
      boolean worse =
          contest.standing().isIncumbent(each.index()) && Contest.compare(each, chosen) > 0;
      losses[each.index()] = worse ? null : new Loss.Held(hold);
    }
    losses[chosen.index()] = null;
    Basis basis =
        switch (hold.kind()) {
          case TOOL_CALL -> Basis.TOOL_CALL;
          case MARGIN -> Basis.HELD;
        };
    return new Selection(basis, plan, losers(contest, expected, scored, compared, losses, chosen));
  }

  /** Those that rest go to the end of {@code scored}; the others, or all if all rest, are given. */
  private static Scored[] moveToEnd(IntPredicate resting, Scored[] scored) {
    var asleep = new ArrayList<Scored>(scored.length);
    int awake = 0;
    for (Scored each : scored) {
      if (resting.test(each.index())) {
        asleep.add(each);
      } else {
        scored[awake++] = each;
      }
    }
    for (int i = 0; i < asleep.size(); i++) {
      scored[awake + i] = asleep.get(i);
    }
    return awake == 0 || asleep.isEmpty() ? scored : Arrays.copyOf(scored, awake);
  }

  private @Nullable Loss obstacle(
      Workload workload, Expectations expected, IntPredicate allowed, int index) {
    Action action = actions.get(index);
    Model model = action.model();
    if (!allowed.test(index)) {
      return new Loss.Disallowed();
    }
    if (!model.apis().contains(workload.api())) {
      return new Loss.ApiNotServed(workload.api());
    }
    Optional<Capability> missing = Capability.firstMissing(workload.demanded(), model);
    if (missing.isPresent()) {
      return new Loss.CapabilityMissing(missing.get());
    }
    if (!workload.fits(action)) {
      return new Loss.EffortUnfit();
    }
    double answer = outputTokens(workload, expected, index);
    double needed = workload.contextTokens(action, answer);
    if (needed > model.contextWindow()) {
      return new Loss.ContextTooSmall(model.contextWindow(), needed);
    }
    return null;
  }

  /**
   * The default, then the others in the order of the file; those that rest come last. A tool call
   * that is open goes back to whoever made it.
   */
  private Selection fallback(Contest contest, IntPredicate resting, @Nullable Loss[] losses) {
    int usual = fallback(losses);
    int first = usual;
    for (int i = losses.length - 1; i >= 0; i--) {
      first = losses[i] == null && contest.standing().locks(i) && !resting.test(i) ? i : first;
    }
    var plan = new ArrayList<Scored>(losses.length);
    for (int i = 0; i < losses.length; i++) {
      if (losses[i] == null) {
        plan.add(i == first ? 0 : plan.size(), contest.unscored(i, actions.get(i)));
        losses[i] = new Loss.NotScored();
      }
    }
    if (first < 0) {
      return new Selection(Basis.NONE, List.of(), obstructed(losses));
    }
    Scored[] ordered = plan.toArray(Scored[]::new);
    Scored[] compared = moveToEnd(resting, ordered);
    for (int i = compared.length; i < ordered.length; i++) {
      losses[ordered[i].index()] = new Loss.Resting();
    }
    int chosen = ordered[0].index();
    losses[chosen] = null;
    Basis basis =
        first != usual ? Basis.TOOL_CALL : chosen == first ? Basis.DEFAULT : Basis.DEFAULT_RESTING;
    return new Selection(basis, List.of(ordered), obstructed(losses));
  }

  /** The default's first action that nothing stands in the way of; negative: it has none. */
  private int fallback(@Nullable Loss[] losses) {
    for (int i = 0; i < losses.length; i++) {
      if (losses[i] == null && actions.get(i).model().equals(fallback)) {
        return i;
      }
    }
    return -1;
  }

  private List<Loser> obstructed(@Nullable Loss[] losses, Scored... scored) {
    @Nullable Scored[] byIndex = byIndex(scored);
    var losers = new ArrayList<Loser>(losses.length);
    for (int i = 0; i < losses.length; i++) {
      Loss loss = losses[i];
      if (loss != null) {
        losers.add(new Loser(i, actions.get(i), loss, Optional.ofNullable(byIndex[i]), List.of()));
      }
    }
    return losers;
  }

  private @Nullable Scored[] byIndex(Scored... scored) {
    var byIndex = new @Nullable Scored[actions.size()];
    for (Scored each : scored) {
      byIndex[each.index()] = each;
    }
    return byIndex;
  }

  /** With what memory adds. */
  private double[] abilities(Expectations expected) {
    double[] shifted = new double[abilities.length];
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = abilities[i] * expected.factor(i);
    }
    return shifted;
  }

  /**
   * @param losses by candidate index; null for those that competed and lost by their score or their
   *     chance, and for {@code chosen}
   */
  private List<Loser> losers(
      Contest contest,
      Expectations expected,
      Scored[] all,
      Scored[] compared,
      @Nullable Loss[] losses,
      Scored chosen) {
    @Nullable Scored[] byIndex = byIndex(all);
    Function<Scored, List<Flip>> flips = flips(contest, compared, abilities(expected));
    var losers = new ArrayList<Loser>(losses.length - 1);
    for (int i = 0; i < losses.length; i++) {
      Scored scored = byIndex[i];
      Loss loss = losses[i];
      if (loss == null && scored != null && i != chosen.index()) {
        loss = lost(contest.objective(), scored);
        losers.add(new Loser(i, actions.get(i), loss, Optional.of(scored), flips.apply(scored)));
      } else if (loss instanceof Loss.Held(Hold hold) && scored != null) {
        List<Flip> own = hold.kind() == Hold.Kind.MARGIN ? flips.apply(scored) : List.of();
        losers.add(new Loser(i, actions.get(i), loss, Optional.of(scored), own));
      } else if (loss != null) {
        losers.add(new Loser(i, actions.get(i), loss, Optional.ofNullable(scored), List.of()));
      }
    }
    return losers;
  }

  private static Loss lost(Objective objective, Scored scored) {
    if (scored.meetsQuality()) {
      return new Loss.Outscored();
    }
    return scored.chance() >= objective.quality()
        ? new Loss.Uncertified(objective.quality())
        : new Loss.LowQuality(objective.quality());
  }

  private static Function<Scored, List<Flip>> flips(
      Contest contest, Scored[] compared, double[] abilities) {
    return contest.standing().competes(compared)
        ? new HeldFlips(contest, compared, abilities)::of
        : new FlipFinder(contest, compared, abilities)::of;
  }
}
