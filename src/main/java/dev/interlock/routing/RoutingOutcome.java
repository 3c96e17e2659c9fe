package dev.interlock.routing;

import dev.interlock.catalog.Model;
import dev.interlock.inference.RequestError;
import dev.interlock.proto.decision.v1.Decision;
import java.util.List;

/** What becomes of a request. Every outcome carries its decision record. */
public sealed interface RoutingOutcome {
  Decision decision();

  /**
   * Envoy forwards to the first model that answers, with the body's model name replaced by the one
   * that model's upstream wants.
   *
   * @param plan best first, all of them allowed and able; not empty
   */
  record Forward(Decision decision, List<Model> plan) implements RoutingOutcome {
    public Forward {
      plan = List.copyOf(plan);
    }

    /** Who is asked first. */
    public Model model() {
      return plan.getFirst();
    }
  }

  /** The caller gets an error in their dialect. */
  record Reject(Decision decision, RequestError error) implements RoutingOutcome {}
}
