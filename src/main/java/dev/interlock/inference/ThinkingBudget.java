package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * How much a model is told to think about a request, and how long its answer may be.
 *
 * @param family the fields that tell it
 * @param effort the level's name; {@link ReasoningFamily#OFF} where there is a switch for it
 * @param thinkingTokens the most to be spent on thinking; empty: the server's own
 * @param maxTokens the most tokens of the answer, thinking included, for requests that state no cap
 */
public record ThinkingBudget(
    ReasoningFamily family, String effort, OptionalInt thinkingTokens, OptionalInt maxTokens) {
  public ThinkingBudget {
    requireNonNull(family, "family");
    requireNonNull(effort, "effort");
    requireNonNull(thinkingTokens, "thinkingTokens");
    requireNonNull(maxTokens, "maxTokens");
  }

  /** Whether it turns thinking off by a switch. */
  public boolean isOff() {
    return effort.equals(ReasoningFamily.OFF);
  }

  /**
   * Whether a request to {@code api} can be sent so.
   *
   * @param most the most tokens of its answer, whoever says so
   */
  public boolean fits(Api api, OptionalInt most, boolean thinkable) {
    if (!family.speaks(api) || family != ReasoningFamily.ANTHROPIC || isOff()) {
      return true;
    }
    return thinkable && (most.isEmpty() || thinkingTokens.orElse(0) < most.getAsInt());
  }
}
