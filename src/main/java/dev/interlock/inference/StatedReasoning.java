package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

/**
 * What a request itself says that bears on thinking.
 *
 * @param stated whether it says how much to think, in whichever family's fields: then nobody else
 *     does
 * @param effort the level it names; {@code on} or {@link ReasoningFamily#OFF} for a switch; empty
 *     where it names none
 * @param unthinkable whether it has what Anthropic's servers refuse beside thinking: sampling
 *     parameters, a forced tool, or a turn of the model's own that is to be continued
 * @param capped whether it has a field for the most tokens of the answer, whatever its value, null
 *     included: then nobody else caps it
 */
public record StatedReasoning(boolean stated, String effort, boolean unthinkable, boolean capped) {
  public static final StatedReasoning NONE = new StatedReasoning(false, "", false, false);

  public StatedReasoning {
    requireNonNull(effort, "effort");
  }

  /** Of a request that has no field for the most tokens of the answer. */
  public StatedReasoning(boolean stated, String effort, boolean unthinkable) {
    this(stated, effort, unthinkable, false);
  }
}
