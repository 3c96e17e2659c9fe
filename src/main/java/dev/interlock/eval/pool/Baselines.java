package dev.interlock.eval.pool;

import java.util.List;
import java.util.Optional;

/**
 * What needs no router, and what no router can have.
 *
 * @param constant always the same model, or a coin between two: the hull of the single models
 * @param random a coin between the cheapest and the best model, whatever the prompt
 * @param prior the averages of the prompt's task, which is told; empty where none is
 * @param oracle the best choice for each prompt, after the fact
 */
public record Baselines(
    Frontier constant, Frontier random, Optional<Frontier> prior, Frontier oracle) {
  /**
   * The baselines.
   *
   * @param prior what the averages of tasks expect, if tasks are known
   */
  public static Baselines of(Pool pool, Range range, Optional<Expectation> prior) {
    return new Baselines(
        Frontier.of(range.models()),
        Frontier.of(
            List.of(range.models().get(range.cheapest()), range.models().get(range.best()))),
        prior.map(expected -> Sweep.of(pool, expected).frontier()),
        Sweep.of(pool, Expectation.oracle(pool)).frontier());
  }
}
