package dev.interlock.system;

import dev.interlock.inference.Api;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests as clients write them. */
final class Bodies {
  private Bodies() {}

  /** A request to {@code api} for {@code model} that says {@code text}. */
  static String of(Api api, String model, String text) {
    return write(api, model, text, false);
  }

  /** A chat request for {@code auto}. */
  static String auto(String text) {
    return of(Api.CHAT, "auto", text);
  }

  /** The same, its answer streamed. */
  static String streamed(Api api, String model, String text) {
    return write(api, model, text, true);
  }

  /** A small question in a request of exactly {@code bytes}: most of it is nobody's text. */
  static String ofSize(Api api, int bytes) {
    String small = of(api, "auto", "Hi there!");
    String frame = small.substring(0, small.length() - 1) + ",\"padding\":\"\"}";
    return frame.replace("g\":\"\"}", "g\":\"" + "x".repeat(bytes - frame.length()) + "\"}");
  }

  private static String write(Api api, String model, String text, boolean stream) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("model", model);
    switch (api) {
      case CHAT, MESSAGES ->
          body.putArray("messages").addObject().put("role", "user").put("content", text);
      case COMPLETIONS -> body.put("prompt", text);
      case EMBEDDINGS, RESPONSES -> body.put("input", text);
    }
    if (api == Api.MESSAGES) {
      body.put("max_tokens", 64);
    }
    if (stream) {
      body.put("stream", true);
    }
    return body.toString();
  }
}
