package dev.interlock.selection;

/**
 * A conversation stays with the model that answered so far, although another would be chosen.
 *
 * @param kind why
 * @param incumbent who stays
 * @param challenger who would be chosen
 * @param neededUsd by how much the challenger's score must be lower than the incumbent's
 */
public record Hold(Kind kind, Scored incumbent, Scored challenger, double neededUsd) {
  /** Why it stays. */
  public enum Kind {
    /** Its own tool call is open. */
    TOOL_CALL,
    /** The challenger gains less than a change must. */
    MARGIN
  }

  /** By how much the challenger's score is lower; negative if it is higher. */
  public double gainUsd() {
    return incumbent.score() - challenger.score();
  }
}
