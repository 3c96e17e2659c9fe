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
 */
public record StatedReasoning(boolean stated, String effort, boolean unthinkable) {
  public static final StatedReasoning NONE = new StatedReasoning(false, "", false);

  public StatedReasoning {
    requireNonNull(effort, "effort");
  }
}
