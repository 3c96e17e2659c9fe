package dev.interlock.routing;

import dev.interlock.cache.Question;
import dev.interlock.catalog.Model;
import dev.interlock.conversation.Recollection;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.memory.Decided;
import java.util.Optional;

/** Whether the outcome of a decision is followed, and what is to be told then. Thread-safe. */
interface Manner {
  /** It is only looked at. */
  Manner LOOKING = new Manner() {};

  /**
   * A model is about to be asked.
   *
   * @param inputTokens that it reads
   * @param encoding of the request's subject; empty if the encoder failed
   */
  record Asked(
      Recollection recollection,
      String decisionId,
      Model model,
      double inputTokens,
      InferenceRequest request,
      Optional<Encoding> encoding) {}

  /** What it asks, as far as its answer may be kept. */
  default Optional<Question> question() {
    return Optional.empty();
  }

  /** Whether the outcome is followed. */
  default boolean follows() {
    return false;
  }

  /** Whether the cache is asked and filled; else it is at most looked at. */
  default boolean caches() {
    return follows();
  }

  /** Whether the request may have a model that seemed not to rest. */
  default boolean claim(String decisionId, Model model) {
    return true;
  }

  /** Share of the requests that may try another model than the best. */
  default double explores() {
    return 0;
  }

  /** Tells who is asked what. */
  default void asks(Asked asked) {}

  /** Tells what was decided, for signs of its worth that may come. */
  default void remembers(String decisionId, Decided decided) {}
}
