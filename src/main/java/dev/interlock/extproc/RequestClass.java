package dev.interlock.extproc;

import dev.interlock.inference.Api;

/** What kind of request the headers announce. */
sealed interface RequestClass {
  /**
   * An inference request, decided by its body.
   *
   * @param claimed whether Envoy is told that it is ours: without a decision it then takes the
   *     fail-safe route instead of the one to the model it names
   */
  record Inference(Api api, boolean claimed) implements RequestClass {
    Inference(Api api) {
      this(api, false);
    }
  }

  /** An inference request that goes its way whatever is decided. */
  record Unenforced(Api api) implements RequestClass {}

  /** Answered from the headers alone: the model list, an error. */
  record Answered(Answer.Reply reply) implements RequestClass {}

  /** A path we do not know: Envoy's fail-safe route takes it untouched. */
  record Unlisted() implements RequestClass {}
}
