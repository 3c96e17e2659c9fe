package dev.interlock.dialect.replay;

import dev.interlock.inference.Api;
import tools.jackson.databind.node.ObjectNode;

/** Puts the events of one stream together. Every method may throw {@link Objection}. */
sealed interface Assembly permits ChunkAssembly, MessagesAssembly, ResponsesAssembly {
  static Assembly of(Api api) {
    return switch (api) {
      case CHAT -> new ChunkAssembly(true);
      case COMPLETIONS -> new ChunkAssembly(false);
      case MESSAGES -> new MessagesAssembly();
      case RESPONSES -> new ResponsesAssembly();
      case EMBEDDINGS -> throw Objection.unreadable();
    };
  }

  /** The next event. */
  void event(ObjectNode data);

  /** OpenAI's {@code [DONE]}. */
  void done();

  /** Whether the mark of the end has come. */
  boolean ended();

  /** The body that would have been sent in place of the stream. */
  ObjectNode body();
}
