package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.cache.Keeping;
import dev.interlock.catalog.Model;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import java.util.Optional;

/** What the worker decided for a request, ready to be written. */
sealed interface Answer {
  /** A usual text's characters a token. */
  int CHARS_PER_TOKEN = 4;

  /** The least HTTP status of a refusal. */
  int LEAST_ERROR = 400;

  /** Input tokens as {@code decision} estimated them; without that, the text's share. */
  static long inputTokens(Decision decision, InferenceRequest request) {
    return decision.getPlanCount() > 0 && decision.getPlan(0).getInputTokens() > 0
        ? Math.round(decision.getPlan(0).getInputTokens())
        : Math.ceilDiv(
            request.turns().stream().mapToLong(turn -> turn.text().length()).sum(),
            CHARS_PER_TOKEN);
  }

  /**
   * Forward to a model.
   *
   * @param model who is asked first; later, who answered
   * @param body the edited body, empty when the original passes as it is
   * @param plan who is asked when {@code model} does not answer
   * @param keeping how the answer of the first may be kept
   */
  record Forward(
      Decision decision,
      InferenceRequest request,
      Model model,
      Optional<byte[]> body,
      Plan plan,
      Optional<Keeping> keeping)
      implements Answer {
    /** One whose answer is not kept. */
    Forward(
        Decision decision,
        InferenceRequest request,
        Model model,
        Optional<byte[]> body,
        Plan plan) {
      this(decision, request, model, body, plan, Optional.empty());
    }

    /**
     * The same, answered by whom Envoy says it was, if that is one of the plan. An Envoy that
     * cannot say has tried again at the first's stand-in, or nowhere else.
     */
    Forward answered(StreamEvent.ResponseHeaders response) {
      return tried(response)
          .map(tried -> new Forward(decision, request, tried, body, plan, keeping))
          .orElse(this);
    }

    /** How hard the model was told to think; empty where we said nothing of it. */
    String effort() {
      return plan.efforts().of(model);
    }

    private Optional<Model> tried(StreamEvent.ResponseHeaders response) {
      if (response.servedBy().isEmpty()) {
        return response.attempts() > 1 ? plan.chain().standIn() : Optional.empty();
      }
      return plan.chain().models().stream()
          .filter(tried -> tried.id().equals(response.servedBy()))
          .findFirst();
    }

    /**
     * Input tokens as the decision estimated them. A named model's plan needs none: the text at
     * four characters each.
     */
    long estimatedInputTokens() {
      return inputTokens(decision, request);
    }
  }

  /** Leave it alone: it is in the share that is not enforced. */
  record Unenforced(Api api, RequestHead head, ByteString body) implements Answer {}

  /** Answer the caller directly. */
  record Reply(Optional<Decision> decision, LocalReply reply) implements Answer {
    /** The code of a refusal that took no decision. */
    Optional<String> refusedUndecided() {
      return decision.isEmpty() && reply.status() >= LEAST_ERROR
          ? Optional.of(reply.reason())
          : Optional.empty();
    }
  }
}
