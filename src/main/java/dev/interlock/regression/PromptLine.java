package dev.interlock.regression;

import dev.interlock.inference.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of prompts: a request body, {@code {"prompt": …}}, or either with who sends it: {@code
 * {"caller": {"tenant": …}, "prompt": …}}, {@code {"caller": {…}, "request": {…}}}.
 */
public final class PromptLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] body;
  private final Caller caller;

  /**
   * A line that stands for {@code body}, which is not copied, of {@code caller}.
   *
   * @param body the request
   */
  public PromptLine(byte[] body, Caller caller) {
    this.body = body;
    this.caller = caller;
  }

  /** The request; not to be written to. */
  public byte[] body() {
    return body;
  }

  /** Who sends it; nobody where the line does not say. */
  public Caller caller() {
    return caller;
  }

  /** A chat request that asks {@code prompt} of {@code model}. */
  public static byte[] body(String prompt, String model) {
    ObjectNode request = JSON.createObjectNode();
    request.put("model", model);
    request.putArray("messages").addObject().put("role", "user").put("content", prompt);
    return JSON.writeValueAsBytes(request);
  }

  /** What {@code line} stands for; a bare prompt is asked of {@code model}. */
  public static PromptLine of(String line, String model) {
    try {
      JsonNode node = JSON.readTree(line);
      Caller caller = caller(node.path("caller"));
      if (node.path("prompt").isString() && !node.has("model")) {
        return new PromptLine(body(node.path("prompt").asString(), model), caller);
      }
      if (node.path("request").isObject() && !node.has("model")) {
        return new PromptLine(JSON.writeValueAsBytes(node.path("request")), caller);
      }
    } catch (JacksonException _) {
      // The request reader says what is wrong with it.
    }
    return new PromptLine(line.getBytes(StandardCharsets.UTF_8), Caller.anonymous());
  }

  private static Caller caller(JsonNode node) {
    String tenant = node.path("tenant").asString("");
    List<String> groups =
        node.path("groups").valueStream().map(group -> group.asString("")).toList();
    return tenant.isEmpty()
        ? Caller.anonymous()
        : new Caller.Known(
            tenant, node.path("user").asString(""), groups, node.path("purpose").asString(""));
  }
}
