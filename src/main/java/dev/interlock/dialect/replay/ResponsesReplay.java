package dev.interlock.dialect.replay;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a response as the events that OpenAI's Responses API would have sent in its place, in its
 * order and with its running number.
 */
final class ResponsesReplay {
  private final EventWriter events;
  private int sequence;

  private ResponsesReplay(EventWriter events) {
    this.events = events;
  }

  /** The stream of {@code body}, which has been judged whole. */
  static byte[] write(ObjectNode body, int expectedBytes) {
    var events = new EventWriter(expectedBytes);
    new ResponsesReplay(events).write(body);
    return events.toByteArray();
  }

  private void write(ObjectNode body) {
    ObjectNode start = start(body);
    send(event("response.created").set("response", start));
    send(event("response.in_progress").set("response", start));
    int output = 0;
    for (JsonNode item : body.path("output")) {
      item((ObjectNode) item, output++);
    }
    send(event("response.completed").set("response", body));
  }

  /** The response before it says anything. */
  private static ObjectNode start(ObjectNode body) {
    ObjectNode start = body.deepCopy().put("status", "in_progress");
    start.putArray("output");
    for (String later : new String[] {"usage", "completed_at"}) {
      if (start.has(later)) {
        start.putNull(later);
      }
    }
    return start;
  }

  private void item(ObjectNode item, int output) {
    ObjectNode start = item.deepCopy();
    if (start.has("status")) {
      start.put("status", "in_progress");
    }
    switch (item.path("type").stringValue()) {
      case "message" -> {
        start.putArray("content");
        added(start, output);
        parts(item, output, Part.TEXT);
      }
      case "function_call" -> {
        added(start.put("arguments", ""), output);
        arguments(item, output);
      }
      default -> {
        start.putArray("summary");
        added(start, output);
        parts(item, output, Part.SUMMARY);
      }
    }
    send(event("response.output_item.done").put("output_index", output).set("item", item));
  }

  private void added(ObjectNode start, int output) {
    send(event("response.output_item.added").put("output_index", output).set("item", start));
  }

  /** What an item's parts are called. */
  private enum Part {
    TEXT("content", "content_index", "response.content_part", "response.output_text"),
    SUMMARY(
        "summary",
        "summary_index",
        "response.reasoning_summary_part",
        "response.reasoning_summary_text");

    private final String list;
    private final String index;
    private final String part;
    private final String text;

    Part(String list, String index, String part, String text) {
      this.list = list;
      this.index = index;
      this.part = part;
      this.text = text;
    }
  }

  private void parts(ObjectNode item, int output, Part kind) {
    int index = 0;
    for (JsonNode part : item.path(kind.list)) {
      String text = part.path("text").stringValue();
      ObjectNode empty = ((ObjectNode) part).deepCopy().put("text", "");
      send(part(kind.part + ".added", item, output, kind, index).set("part", empty));
      for (String piece : Pieces.of(text)) {
        send(text(kind.text + ".delta", item, output, kind, index).put("delta", piece));
      }
      send(text(kind.text + ".done", item, output, kind, index).put("text", text));
      send(part(kind.part + ".done", item, output, kind, index).set("part", part));
      index++;
    }
  }

  private static ObjectNode part(String type, ObjectNode item, int output, Part kind, int index) {
    return of(type, item, output).put(kind.index, index);
  }

  private static ObjectNode text(String type, ObjectNode item, int output, Part kind, int index) {
    ObjectNode event = part(type, item, output, kind, index);
    if (kind == Part.TEXT) {
      event.putArray("logprobs");
    }
    return event;
  }

  private void arguments(ObjectNode call, int output) {
    String arguments = call.path("arguments").stringValue();
    for (String piece : Pieces.of(arguments)) {
      send(of("response.function_call_arguments.delta", call, output).put("delta", piece));
    }
    send(
        of("response.function_call_arguments.done", call, output)
            .put("name", call.path("name").stringValue())
            .put("arguments", arguments));
  }

  private static ObjectNode of(String type, ObjectNode item, int output) {
    ObjectNode event = event(type);
    event.set("item_id", item.path("id"));
    return event.put("output_index", output);
  }

  private static ObjectNode event(String type) {
    return StrictJson.object().put("type", type);
  }

  private void send(ObjectNode event) {
    events.named(event.put("sequence_number", sequence++));
  }
}
