package dev.interlock.selection;

/**
 * One change that, everything else being equal, would have made a loser the choice.
 *
 * @param kind what would have to change
 * @param from its present value
 * @param to a value that flips the choice
 * @param beyond whether every value further that way flips it too
 */
public record Flip(Kind kind, double from, double to, boolean beyond) {
  /** What would have to change. */
  public enum Kind {
    /** The objective's quality floor. */
    QUALITY_FLOOR,
    /** The request's difficulty. */
    DIFFICULTY,
    /** The loser's chance of a sufficient answer, where it is a forecast. */
    CHANCE,
    /** The loser's price, USD per million output tokens. */
    OUTPUT_PRICE,
    /** The loser's price, USD per million input tokens. */
    INPUT_PRICE
  }
}
