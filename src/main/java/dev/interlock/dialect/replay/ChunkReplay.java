package dev.interlock.dialect.replay;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a body of chat or of completions as the chunks that would have been sent in its place. */
final class ChunkReplay {
  private static final Set<String> IN_EVERY_CHUNK =
      Set.of("id", "created", "model", "system_fingerprint", "service_tier");

  private final boolean chat;
  private final JsonNode choices;
  private final JsonNode usage;
  private final boolean includeUsage;
  private final EventWriter events;
  private final ObjectNode head = StrictJson.object();

  /** What only the first chunk says; it may be long. */
  private final ObjectNode once = StrictJson.object();

  private ChunkReplay(boolean chat, ObjectNode body, boolean includeUsage, EventWriter events) {
    this.chat = chat;
    this.includeUsage = includeUsage && body.has("usage");
    this.events = events;
    choices = body.path("choices");
    usage = body.path("usage");
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      member(member.getKey(), member.getValue());
    }
  }

  private void member(String name, JsonNode value) {
    switch (name) {
      case "choices", "usage" -> {}
      case "object" -> head.put(name, chat ? "chat.completion.chunk" : "text_completion");
      default -> {
        boolean small = !value.isString() || value.stringValue().length() <= Body.MAX_NAME;
        boolean always = IN_EVERY_CHUNK.contains(name) && value.isValueNode() && small;
        (always ? head : once).set(name, value);
      }
    }
  }

  /** The stream of {@code body}, which has been judged whole. */
  static byte[] write(boolean chat, ObjectNode body, boolean includeUsage, int expectedBytes) {
    var events = new EventWriter(expectedBytes);
    new ChunkReplay(chat, body, includeUsage, events).write();
    return events.toByteArray();
  }

  private void write() {
    for (JsonNode choice : choices) {
      if (chat) {
        chat((ObjectNode) choice);
      } else {
        completion((ObjectNode) choice);
      }
    }
    if (includeUsage && usage.isObject()) {
      ObjectNode chunk = head.deepCopy();
      chunk.putArray("choices");
      chunk.set("usage", usage);
      events.data(chunk);
    }
    events.done();
  }

  private void completion(ObjectNode choice) {
    for (String piece : Pieces.of(choice.path("text").stringValue())) {
      ObjectNode part = part(choice).put("text", piece);
      chunk(withLogprobs(part, choice).putNull("finish_reason"));
    }
    chunk(end(choice, part(choice).put("text", "")));
  }

  private void chat(ObjectNode choice) {
    var message = (ObjectNode) choice.path("message");
    delta(choice, opening(message));
    text(choice, message, "reasoning");
    text(choice, message, "reasoning_content");
    text(choice, message, "content");
    int index = 0;
    for (JsonNode call : message.path("tool_calls")) {
      toolCall(choice, (ObjectNode) call, index++);
    }
    if (message.path("function_call") instanceof ObjectNode function) {
      ObjectNode first = function.deepCopy().put("arguments", "");
      delta(choice, StrictJson.object().set("function_call", first));
      for (String piece : Pieces.of(function.path("arguments").stringValue())) {
        ObjectNode next = StrictJson.object().put("arguments", piece);
        delta(choice, StrictJson.object().set("function_call", next));
      }
    }
    chunk(end(choice, part(choice).set("delta", StrictJson.object())));
  }

  /** The role, an empty content, and whatever else of the message says nothing. */
  private static ObjectNode opening(ObjectNode message) {
    ObjectNode delta = StrictJson.object();
    for (Map.Entry<String, JsonNode> member : message.properties()) {
      String name = member.getKey();
      if (name.equals("role") || StrictJson.isVoid(member.getValue())) {
        delta.set(name, member.getValue());
      } else if (name.equals("content")) {
        delta.put(name, "");
      }
    }
    return delta;
  }

  private void text(ObjectNode choice, ObjectNode message, String name) {
    for (String piece : Pieces.of(message.path(name).asString(""))) {
      delta(choice, StrictJson.object().put(name, piece));
    }
  }

  private void toolCall(ObjectNode choice, ObjectNode call, int index) {
    ObjectNode first = StrictJson.object().put("index", index);
    first.setAll(call.deepCopy());
    var function = (ObjectNode) first.path("function");
    List<String> arguments = Pieces.of(function.path("arguments").stringValue());
    function.put("arguments", "");
    toolDelta(choice, first.put("index", index));
    for (String piece : arguments) {
      ObjectNode next = StrictJson.object().put("index", index);
      next.putObject("function").put("arguments", piece);
      toolDelta(choice, next);
    }
  }

  private void toolDelta(ObjectNode choice, ObjectNode call) {
    ObjectNode delta = StrictJson.object();
    delta.putArray("tool_calls").add(call);
    delta(choice, delta);
  }

  private void delta(ObjectNode choice, ObjectNode delta) {
    ObjectNode part = part(choice);
    part.set("delta", delta);
    chunk(withLogprobs(part, choice).putNull("finish_reason"));
  }

  private static ObjectNode part(ObjectNode choice) {
    return StrictJson.object().set("index", choice.path("index"));
  }

  private static ObjectNode withLogprobs(ObjectNode part, ObjectNode choice) {
    return choice.has("logprobs") ? part.set("logprobs", choice.path("logprobs")) : part;
  }

  /** The last part of a choice: why it ended, and all that is said beside the text. */
  private static ObjectNode end(ObjectNode choice, ObjectNode part) {
    for (Map.Entry<String, JsonNode> member : choice.properties()) {
      String name = member.getKey();
      if (!name.equals("message") && !name.equals("text")) {
        part.set(name, member.getValue());
      }
    }
    return part;
  }

  private void chunk(ObjectNode part) {
    ObjectNode chunk = head.deepCopy();
    chunk.setAll(once);
    once.removeAll();
    chunk.putArray("choices").add(part);
    if (includeUsage) {
      chunk.putNull("usage");
    }
    events.data(chunk);
  }
}
