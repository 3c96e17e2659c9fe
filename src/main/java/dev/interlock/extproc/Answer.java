package dev.interlock.extproc;

import dev.interlock.catalog.Model;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.proto.decision.v1.Decision;
import java.util.Optional;

/** What the worker decided for a request, ready to be written. */
sealed interface Answer {
  /**
   * Forward to a model.
   *
   * @param body the edited body, empty when the original passes as it is
   */
  record Forward(Decision decision, InferenceRequest request, Model model, Optional<byte[]> body)
      implements Answer {
    /** Input tokens as the decision estimated them; 0 where nothing was estimated. */
    long estimatedInputTokens() {
      return decision.getPlanCount() == 0 ? 0 : Math.round(decision.getPlan(0).getInputTokens());
    }
  }

  /** Answer the caller directly. */
  record Reply(Optional<Decision> decision, LocalReply reply) implements Answer {}
}
