package dev.interlock.extproc;

import dev.interlock.inference.Api;

/** What kind of request the headers announce. */
sealed interface RequestClass {
  /** An inference request, decided by its body. */
  record Inference(Api api) implements RequestClass {}

  /** Answered from the headers alone: the model list, an error. */
  record Answered(Answer.Reply reply) implements RequestClass {}

  /** A path we do not know: Envoy's fail-safe route takes it untouched. */
  record Unlisted() implements RequestClass {}
}
