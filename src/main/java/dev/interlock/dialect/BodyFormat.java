package dev.interlock.dialect;

import dev.interlock.inference.Api;
import java.util.List;
import java.util.Set;

/**
 * What the top-level fields of one endpoint's requests mean, beside {@code model} and {@code
 * stream}, which they all share. Stateless.
 */
sealed interface BodyFormat
    permits ChatFormat, CompletionsFormat, EmbeddingsFormat, ResponsesFormat, MessagesFormat {
  static BodyFormat of(Api api) {
    return switch (api) {
      case CHAT -> ChatFormat.INSTANCE;
      case COMPLETIONS -> CompletionsFormat.INSTANCE;
      case EMBEDDINGS -> EmbeddingsFormat.INSTANCE;
      case RESPONSES -> ResponsesFormat.INSTANCE;
      case MESSAGES -> MessagesFormat.INSTANCE;
    };
  }

  /** The fields understood; {@code model} and {@code stream} among them. */
  Keys keys();

  /** Those of them that cap the answer's tokens. */
  Set<String> caps();

  /** Those of them that say how much a model is to think. */
  default Set<String> thinking() {
    return Set.of();
  }

  /** Takes the value the cursor is on, which is that of {@code key}. */
  void read(String key, JsonCursor json, RequestDraft draft);

  /** Fields of which a request needs at least one, the usual one first. */
  List<String> needed();
}
