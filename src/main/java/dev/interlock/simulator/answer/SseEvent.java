package dev.interlock.simulator.answer;

import tools.jackson.databind.JsonNode;

/**
 * One server-sent event.
 *
 * @param text the event as written, blank line included
 * @param token whether it carries a token, and so takes a token's time to arrive
 */
public record SseEvent(String text, boolean token) {
  static final SseEvent DONE = new SseEvent("data: [DONE]\n\n", false);

  /** An event without a name, as OpenAI's chat streams have. */
  static SseEvent data(JsonNode data, boolean token) {
    return new SseEvent("data: " + data + "\n\n", token);
  }

  /** An event whose name is its data's {@code type}. */
  static SseEvent named(JsonNode data, boolean token) {
    return new SseEvent(
        "event: " + data.path("type").stringValue("") + "\ndata: " + data + "\n\n", token);
  }
}
