package dev.interlock.routing;

import dev.interlock.catalog.Consequence;
import dev.interlock.policy.Verdict;
import java.util.Optional;

/**
 * What a wrong answer costs this request. A rule's word counts before the intent's, and that before
 * the virtual model's.
 *
 * @param failureCost USD lost by an insufficient answer
 * @param reversible whether the harm can be undone; undeclared harm is taken to be
 * @param source who declared the cost, or else the reversibility; empty when nobody did
 */
record Stakes(double failureCost, boolean reversible, String source) {
  static Stakes of(
      Verdict.Stated stated,
      String intent,
      Optional<Consequence> byIntent,
      String virtualModel,
      Consequence byVirtualModel) {
    Consequence ofIntent = byIntent.orElse(Consequence.UNDECLARED);
    double cost = 0;
    String source = "";
    if (stated.failureCost().isPresent()) {
      cost = stated.failureCost().getAsDouble();
      source = "rule " + stated.failureCostRule();
    } else if (ofIntent.failureCost().isPresent()) {
      cost = ofIntent.failureCost().get();
      source = "intent " + intent;
    } else if (byVirtualModel.failureCost().isPresent()) {
      cost = byVirtualModel.failureCost().get();
      source = "virtual model " + virtualModel;
    }
    Optional<Boolean> reversible =
        stated.reversible().or(ofIntent::reversible).or(byVirtualModel::reversible);
    if (source.isEmpty() && reversible.isPresent()) {
      source =
          stated.reversible().isPresent()
              ? "rule " + stated.reversibleRule()
              : ofIntent.reversible().isPresent()
                  ? "intent " + intent
                  : "virtual model " + virtualModel;
    }
    return new Stakes(cost, reversible.orElse(true), source);
  }
}
