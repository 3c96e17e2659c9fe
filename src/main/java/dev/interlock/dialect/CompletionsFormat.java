package dev.interlock.dialect;

import dev.interlock.inference.Role;
import java.util.List;
import java.util.Set;

/** The older {@code /v1/completions}. */
final class CompletionsFormat implements BodyFormat {
  static final CompletionsFormat INSTANCE = new CompletionsFormat();

  private static final List<String> NEEDED = List.of("prompt");
  private static final Set<String> CAPS = Set.of("max_tokens");
  private static final Keys KEYS =
      Keys.of("model", "stream", "prompt", "suffix", "response_format", "max_tokens");

  private CompletionsFormat() {}

  @Override
  public Keys keys() {
    return KEYS;
  }

  @Override
  public Set<String> caps() {
    return CAPS;
  }

  @Override
  public List<String> needed() {
    return NEEDED;
  }

  @Override
  public void read(String key, JsonCursor json, RequestDraft draft) {
    switch (key) {
      case "prompt" -> Prompt.read(json, draft);
      case "suffix" -> {
        var content = new Content(draft);
        content.read(json);
        draft.prelude(content.textTurn(Role.USER));
      }
      case "response_format" -> draft.responseFormat(Parameters.responseFormat(json));
      default -> draft.maxOutputTokens(json.bound());
    }
  }
}
