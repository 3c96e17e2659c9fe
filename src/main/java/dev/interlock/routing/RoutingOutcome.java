package dev.interlock.routing;

import dev.interlock.catalog.Model;
import dev.interlock.inference.RequestError;
import dev.interlock.proto.decision.v1.Decision;

/** What becomes of a request. Every outcome carries its decision record. */
public sealed interface RoutingOutcome {
  Decision decision();

  /**
   * Envoy forwards to {@code model}, with the body's model name replaced by the one the upstream
   * wants.
   */
  record Forward(Decision decision, Model model) implements RoutingOutcome {}

  /** The caller gets an error in their dialect. */
  record Reject(Decision decision, RequestError error) implements RoutingOutcome {}
}
