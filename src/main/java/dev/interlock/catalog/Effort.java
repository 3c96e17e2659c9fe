package dev.interlock.catalog;

import dev.interlock.inference.ThinkingBudget;
import java.util.OptionalInt;

/**
 * One of the ways a model may be asked to think.
 *
 * @param budget what its server is told
 * @param quality prior share of mixed traffic it answers well so, in [0, 1]
 * @param outputFactor expected tokens of an answer, thinking included, as a multiple of an answer
 *     without it
 * @param qualityStated whether somebody said its {@code quality}; otherwise it is its model's
 */
public record Effort(
    ThinkingBudget budget, double quality, double outputFactor, boolean qualityStated) {
  /** One of a stated quality. */
  public Effort(ThinkingBudget budget, double quality, double outputFactor) {
    this(budget, quality, outputFactor, true);
  }

  /** The level's name. */
  public String name() {
    return budget.effort();
  }

  /** The same where a client names it itself: nothing of the budget but its name holds then. */
  Effort stated() {
    var named =
        new ThinkingBudget(
            budget.family(), budget.effort(), OptionalInt.empty(), OptionalInt.empty());
    return new Effort(named, quality, outputFactor, qualityStated);
  }
}
