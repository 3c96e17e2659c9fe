package dev.interlock.selection;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;

/**
 * What is given when candidates compete: everything their order depends on.
 *
 * @param workload what the request asks
 * @param objective floor and weights
 * @param failureCost USD lost by an insufficient answer
 * @param standing how the candidates stand in the conversation
 */
record Contest(Workload workload, Objective objective, double failureCost, Standing standing) {
  private static final double WH_PER_KWH = 1000;
  private static final double MS_PER_S = 1000;

  /** What is expected of {@code action} when nobody knows its chance. */
  Scored unscored(int index, Action action) {
    return score(index, action, 0);
  }

  /** Scores {@code action} by the prior, from which {@code chance} comes. */
  Scored score(int index, Action action, double chance) {
    return score(index, action, chance, false, workload.outputTokens(action), 0);
  }

  /** {@code scored}, were its chance as given; what is certified stays. */
  Scored withChance(Scored scored, double chance) {
    return score(
        scored.index(),
        scored.action(),
        chance,
        scored.forecast(),
        scored.outputTokens(),
        scored.certified());
  }

  /**
   * Scores {@code action}, whose chance of a sufficient answer is {@code chance}.
   *
   * @param forecast whether the chance is a router bundle's
   * @param outputTokens expected of its answer
   * @param certified the highest floor that it is certified to reach; 0: none
   */
  Scored score(
      int index,
      Action action,
      double chance,
      boolean forecast,
      double outputTokens,
      double certified) {
    Model model = action.model();
    double cost =
        model.price().usd(workload.inputTokens(), outputTokens)
            - model.price().discount(standing.cachedTokens(index));
    double latency = model.latency().ms(outputTokens);
    double energy = model.energy().wh(workload.inputTokens(), outputTokens);
    double failure = (1 - chance) * failureCost;
    return new Scored(
        index,
        action,
        chance,
        forecast,
        outputTokens,
        cost,
        latency,
        energy,
        failure,
        total(cost, latency, energy, failure),
        certified,
        reach(chance, certified) >= objective.quality());
  }

  /** The same with another floor. */
  Contest withFloor(double floor) {
    return new Contest(workload, objective.withQuality(floor), failureCost, standing);
  }

  /** The highest floor that {@code scored} would reach. */
  double reach(Scored scored) {
    return reach(scored.chance(), scored.certified());
  }

  private double reach(double chance, double certified) {
    return objective.certified() ? Math.min(chance, certified) : chance;
  }

  /** The score of {@code scored}, were its prices and chance as given; cached input's stays. */
  double total(Scored scored, double inputPrice, double outputPrice, double chance) {
    double uncached = uncachedTokens(scored);
    double cachedPrice = scored.model().price().cachedInput().orElse(inputPrice);
    double cost =
        (uncached * inputPrice
                + (workload.inputTokens() - uncached) * cachedPrice
                + scored.outputTokens() * outputPrice)
            * 1e-6;
    return total(cost, scored.latencyMs(), scored.energyWh(), (1 - chance) * failureCost);
  }

  /** Input tokens that {@code scored} pays its price of input for. */
  double uncachedTokens(Scored scored) {
    return workload.inputTokens() - standing.cachedTokens(scored.index());
  }

  private double total(double cost, double latencyMs, double energyWh, double failure) {
    Objective.Weights weights = objective.weights();
    return cost * weights.cost()
        + failure
        + latencyMs / MS_PER_S * weights.latency()
        + energyWh / WH_PER_KWH * weights.energy();
  }

  /**
   * The order of candidates, total and deterministic: those that reach the floor by score, then the
   * others by chance; what is still equal, in configuration order.
   */
  static int compare(Scored a, Scored b) {
    if (a.meetsQuality() != b.meetsQuality()) {
      return a.meetsQuality() ? -1 : 1;
    }
    if (!a.meetsQuality()) {
      int byChance = Double.compare(b.chance(), a.chance());
      if (byChance != 0) {
        return byChance;
      }
    }
    int byScore = Double.compare(a.score(), b.score());
    return byScore != 0 ? byScore : Integer.compare(a.index(), b.index());
  }
}
