package dev.interlock.simulator.answer;

import dev.interlock.inference.Api;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Puts an answer into an endpoint's shape. Stateless; any thread. */
public interface AnswerWriter {
  /** The answer as one JSON object. */
  ObjectNode whole(Answer answer);

  /** The answer as a stream, its last event included. */
  List<SseEvent> events(Answer answer);

  static AnswerWriter of(Api api) {
    return switch (api) {
      case CHAT -> new ChatWriter();
      case COMPLETIONS -> new CompletionWriter();
      case RESPONSES -> new ResponsesWriter();
      case MESSAGES -> new MessagesWriter();
      case EMBEDDINGS -> throw new IllegalArgumentException("api: embeddings (expected: text)");
    };
  }
}
