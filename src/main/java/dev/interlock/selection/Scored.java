package dev.interlock.selection;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;

/**
 * A candidate with what is expected of it. Lower scores are better.
 *
 * @param index position among the virtual model's candidates
 * @param action the model, and how hard it is told to think
 * @param chance chance of a sufficient answer; 0 where it is not known
 * @param forecast whether a router bundle says so, and not the prior: then it does not depend on
 *     the difficulty
 * @param outputTokens expected tokens of the answer
 * @param costUsd expected price
 * @param latencyMs expected latency
 * @param energyWh expected energy
 * @param failureUsd expected USD lost by an insufficient answer
 * @param score weighted expected cost, USD
 * @param certified the highest floor that it is certified to reach for this prompt; 0: none
 * @param meetsQuality whether it reaches the objective's floor: by its chance, and where the floor
 *     must be certified, by what is certified too
 */
public record Scored(
    int index,
    Action action,
    double chance,
    boolean forecast,
    double outputTokens,
    double costUsd,
    double latencyMs,
    double energyWh,
    double failureUsd,
    double score,
    double certified,
    boolean meetsQuality) {
  public Model model() {
    return action.model();
  }
}
