package dev.interlock.dialect.answer;

import dev.interlock.inference.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a whole answer in JSON says. Off the request path: it reads the whole body into a tree,
 * where {@link UsageReader} keeps nothing. Stateless.
 */
public final class AnswerText {
  private static final JsonMapper JSON = JsonMapper.shared();

  private AnswerText() {}

  /**
   * The text that the caller would show, of the first choice; reasoning apart. Empty if the body is
   * no answer to {@code api}, or one without text, such as a call of a tool.
   */
  public static Optional<String> of(Api api, byte[] body) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JacksonException _) {
      return Optional.empty();
    }
    List<String> parts =
        switch (api) {
          case CHAT -> content(answer.path("choices").path(0).path("message").path("content"));
          case COMPLETIONS -> content(answer.path("choices").path(0).path("text"));
          case MESSAGES -> content(answer.path("content"));
          case RESPONSES ->
              answer
                  .path("output")
                  .valueStream()
                  .filter(item -> item.path("type").asString("").equals("message"))
                  .flatMap(item -> content(item.path("content")).stream())
                  .toList();
          case EMBEDDINGS -> List.of();
        };
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
  }

  /** A text, or parts of which those with a text count. */
  private static List<String> content(JsonNode content) {
    if (content.isString()) {
      return List.of(content.asString());
    }
    var parts = new ArrayList<String>();
    for (JsonNode part : content) {
      if (part.path("text").isString() && !part.path("type").asString("").equals("thinking")) {
        parts.add(part.path("text").asString());
      }
    }
    return parts;
  }
}
