package dev.interlock.dialect;

/** {@code /v1/embeddings}. */
final class EmbeddingsFormat implements BodyFormat {
  static final EmbeddingsFormat INSTANCE = new EmbeddingsFormat();

  private static final Keys KEYS = Keys.of("model", "stream", "input");

  private EmbeddingsFormat() {}

  @Override
  public Keys keys() {
    return KEYS;
  }

  @Override
  public String required() {
    return "input";
  }

  @Override
  public void read(String key, JsonCursor json, RequestDraft draft) {
    Prompt.read(json, draft);
  }
}
