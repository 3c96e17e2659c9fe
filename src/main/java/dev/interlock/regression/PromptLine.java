package dev.interlock.regression;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prompts as requests. */
public final class PromptLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PromptLine() {}

  /** A chat request that asks {@code prompt} of {@code model}. */
  public static byte[] body(String prompt, String model) {
    ObjectNode request = JSON.createObjectNode();
    request.put("model", model);
    request.putArray("messages").addObject().put("role", "user").put("content", prompt);
    return JSON.writeValueAsBytes(request);
  }

  /** The request a line stands for: itself, or the one that asks its {@code prompt}. */
  public static byte[] request(String line, String model) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node.path("prompt").isString() && !node.has("model")) {
        return body(node.path("prompt").asString(), model);
      }
    } catch (JacksonException _) {
      // The request reader says what is wrong with it.
    }
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
