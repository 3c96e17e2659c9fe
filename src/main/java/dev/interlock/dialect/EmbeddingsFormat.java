package dev.interlock.dialect;

import java.util.List;
import java.util.Set;

/** {@code /v1/embeddings}. */
final class EmbeddingsFormat implements BodyFormat {
  static final EmbeddingsFormat INSTANCE = new EmbeddingsFormat();

  private static final List<String> NEEDED = List.of("input");
  private static final Keys KEYS = Keys.of("model", "stream", "input");

  private EmbeddingsFormat() {}

  @Override
  public Keys keys() {
    return KEYS;
  }

  @Override
  public Set<String> caps() {
    return Set.of();
  }

  @Override
  public List<String> needed() {
    return NEEDED;
  }

  @Override
  public void read(String key, JsonCursor json, RequestDraft draft) {
    Prompt.read(json, draft);
  }
}
