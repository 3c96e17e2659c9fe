package dev.interlock.selection;

import java.util.List;

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
}
