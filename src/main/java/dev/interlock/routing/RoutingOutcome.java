package dev.interlock.routing;

import dev.interlock.cache.Entry;
import dev.interlock.cache.Keeping;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.inference.RequestError;
import dev.interlock.proto.decision.v1.Decision;
import java.util.List;
import java.util.Optional;

/** What becomes of a request. Every outcome carries its decision record. */
public sealed interface RoutingOutcome {
  Decision decision();

  /**
   * Envoy forwards to the first model that answers, with the body's model name replaced by the one
   * that model's upstream wants.
   *
   * @param actions best first, all of them allowed and able, each model once; not empty
   * @param keeping how the first one's answer may be kept; empty: not at all
   */
  record Forward(Decision decision, List<Action> actions, Optional<Keeping> keeping)
      implements RoutingOutcome {
    public Forward {
      actions = List.copyOf(actions);
    }

    /** One whose answer is not kept. */
    public Forward(Decision decision, List<Action> actions) {
      this(decision, actions, Optional.empty());
    }

    /** The models of the actions. */
    public List<Model> plan() {
      return actions.stream().map(Action::model).toList();
    }

    /** Who is asked first. */
    public Model model() {
      return actions.getFirst().model();
    }
  }

  /** The caller gets an answer that was given before, with no model asked. */
  record Replay(Decision decision, Entry entry) implements RoutingOutcome {}

  /** The caller gets an error in their dialect. */
  record Reject(Decision decision, RequestError error) implements RoutingOutcome {}
}
