package dev.interlock.exchange;

import dev.interlock.catalog.Model;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.memory.Change;
import dev.interlock.memory.Judgement;
import dev.interlock.proto.decision.v1.Decision;

/**
 * Wants to know some of what was decided and what came of it. Thread-safe; must return at once, as
 * the answer waits for it. What it throws costs nobody anything.
 */
public interface ExchangeSink {
  /**
   * A decision was made, refusals included. {@code nanos} is the time from the request's arrival,
   * waiting included.
   */
  default void decided(Decision decision, RequestHead head, long nanos) {}

  /**
   * The request that {@code decision} was announced for, with its text: who keeps any of it answers
   * for that.
   */
  default void asked(Decision decision, InferenceRequest request, RequestHead head) {}

  /**
   * {@code model} is asked because those before it in the plan gave no answer. That the first of a
   * plan is asked was announced by its decision.
   */
  default void turned(Model model) {}

  /** The request that {@code decision} was announced for is over, and no model was asked. */
  default void unasked(Decision decision) {}

  /** A model had its turn. The decision was announced before, if this process made it. */
  default void attempted(Attempt attempt) {}

  /** A sign came of what an answer was worth: at once, or days later. */
  default void judged(Judgement judgement) {}

  /** An operator did something to the memory of feedback. */
  default void changed(Change change) {}

  /** An exchange is over. Its decision was announced before. */
  default void ended(Exchange exchange) {}
}
