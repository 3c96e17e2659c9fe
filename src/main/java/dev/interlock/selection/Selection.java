package dev.interlock.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The choice among a virtual model's candidates.
 *
 * @param basis how the first of the plan was found
 * @param plan every candidate left by the hard constraints, best first; the first is executed
 * @param losers every model but the first of the plan, in configuration order
 */
public record Selection(Basis basis, List<Scored> plan, List<Loser> losers) {
  /** How the first of the plan was found. */
  public enum Basis {
    /** Least expected cost among those that reach the quality floor. */
    CHEAPEST_SUFFICIENT,
    /** None reaches the floor: the highest chance of a sufficient answer. */
    HIGHEST_CHANCE,
    /** The model that answered the conversation so far: a change would gain too little. */
    HELD,
    /** Another than the best, which is the second of the plan. */
    EXPLORED,
    /** The model whose tool call is open. */
    TOOL_CALL,
    /**
     * Quality signals are missing: the virtual model's default, which satisfies every constraint.
     */
    DEFAULT,
    /** The same, but the default rests: another candidate that does not, in the file's order. */
    DEFAULT_RESTING,
    /** Nothing can be executed: the plan is empty. */
    NONE
  }

  /** The same choice, but that {@code other} of the plan is tried before the best. */
  public Selection exploring(Scored other) {
    Scored best = plan.getFirst();
    var tried = new ArrayList<Scored>(plan);
    tried.remove(other);
    tried.addFirst(other);
    var others = new ArrayList<Loser>(losers);
    others.removeIf(loser -> loser.index() == other.index());
    others.add(
        new Loser(best.index(), best.action(), new Loss.Explored(), Optional.of(best), List.of()));
    others.sort(Comparator.comparingInt(Loser::index));
    return new Selection(Basis.EXPLORED, tried, others);
  }

  /** Who would be chosen if nothing were tried; empty if nobody can be. */
  public Optional<Scored> best() {
    return plan.stream().skip(basis == Basis.EXPLORED ? 1 : 0).findFirst();
  }
}
