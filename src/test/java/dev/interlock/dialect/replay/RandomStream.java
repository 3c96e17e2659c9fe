package dev.interlock.dialect.replay;

import dev.interlock.inference.Api;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streams of a body as servers write them, made from a seed: pieces of any size, even of half a
 * character; choices and calls interleaved; comments, CRLF, escapes, data without a space.
 */
final class RandomStream {
  private final SplittableRandom random;
  private final boolean crLf;
  private final boolean escapes;
  private final String data;
  private final StringBuilder out = new StringBuilder();

  RandomStream(SplittableRandom random) {
    this.random = random;
    crLf = random.nextInt(4) == 0;
    escapes = random.nextInt(3) == 0;
    data = random.nextInt(4) == 0 ? "data:" : "data: ";
  }

  String of(Api api, ObjectNode body) {
    switch (api) {
      case MESSAGES -> messages(body);
      case RESPONSES -> responses(body);
      default -> chunks(body);
    }
    return crLf ? out.toString().replace("\n", "\r\n") : out.toString();
  }

  private void chunks(ObjectNode body) {
    ObjectNode head = body.deepCopy();
    head.remove(List.of("choices", "usage"));
    boolean chat = body.path("object").stringValue().equals("chat.completion");
    head.put("object", chat ? "chat.completion.chunk" : "text_completion");
    List<Deque<ObjectNode>> queues = new ArrayList<>();
    for (JsonNode choice : body.path("choices")) {
      queues.add(chat ? deltas((ObjectNode) choice) : texts((ObjectNode) choice));
    }
    while (!queues.isEmpty()) {
      Deque<ObjectNode> queue = queues.get(random.nextInt(queues.size()));
      ObjectNode chunk = head.deepCopy();
      chunk.putArray("choices").add(queue.remove());
      if (body.has("usage")) {
        chunk.putNull("usage");
      }
      event("", chunk);
      if (queue.isEmpty()) {
        queues.remove(queue);
      }
    }
    if (body.path("usage").isObject()) {
      ObjectNode chunk = head.deepCopy();
      chunk.putArray("choices");
      event("", chunk.set("usage", body.path("usage")));
    }
    out.append(data).append("[DONE]\n\n");
  }

  private Deque<ObjectNode> texts(ObjectNode choice) {
    var queue = new ArrayDeque<ObjectNode>();
    for (String piece : pieces(choice.path("text").stringValue())) {
      queue.add(node().set("index", choice.path("index")).put("text", piece));
    }
    queue.add(choice.deepCopy().put("text", ""));
    return queue;
  }

  private Deque<ObjectNode> deltas(ObjectNode choice) {
    var message = (ObjectNode) choice.path("message");
    var queue = new ArrayDeque<ObjectNode>();
    ObjectNode opening = message.deepCopy();
    opening.remove(List.of("tool_calls", "function_call", "reasoning", "reasoning_content"));
    if (opening.has("content")) {
      opening.put("content", random.nextBoolean() && message.has("tool_calls") ? null : "");
    }
    queue.add(delta(choice, opening));
    for (String name : new String[] {"reasoning_content", "reasoning", "content"}) {
      for (String piece : pieces(message.path(name).asString(""))) {
        queue.add(delta(choice, node().put(name, piece)));
      }
    }
    calls(choice, message.path("tool_calls"), queue);
    if (message.path("function_call") instanceof ObjectNode call) {
      queue.add(delta(choice, node().set("function_call", node().put("name", "f"))));
      for (String piece : pieces(call.path("arguments").stringValue())) {
        queue.add(delta(choice, node().set("function_call", node().put("arguments", piece))));
      }
    }
    ObjectNode end = choice.deepCopy();
    end.remove("message");
    end.putObject("delta");
    queue.add(end);
    return queue;
  }

  /** All calls are opened, in order; then their arguments come in turns. */
  private void calls(ObjectNode choice, JsonNode calls, Deque<ObjectNode> queue) {
    List<Deque<ObjectNode>> rest = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      ObjectNode first = ((ObjectNode) calls.get(i).deepCopy()).put("index", i);
      var function = (ObjectNode) first.path("function");
      var more = new ArrayDeque<ObjectNode>();
      for (String piece : pieces(function.path("arguments").stringValue())) {
        ObjectNode next = node().put("index", i);
        next.putObject("function").put("arguments", piece);
        more.add(next);
      }
      function.put("arguments", "");
      more.addFirst(first);
      rest.add(more);
    }
    rest.forEach(call -> queue.add(toolDelta(choice, call.remove())));
    rest.removeIf(Deque::isEmpty);
    while (!rest.isEmpty()) {
      Deque<ObjectNode> call = rest.get(random.nextInt(rest.size()));
      queue.add(toolDelta(choice, call.remove()));
      rest.removeIf(Deque::isEmpty);
    }
  }

  private static ObjectNode toolDelta(ObjectNode choice, ObjectNode call) {
    ObjectNode delta = node();
    delta.putArray("tool_calls").add(call);
    return delta(choice, delta);
  }

  private static ObjectNode delta(ObjectNode choice, ObjectNode delta) {
    ObjectNode part = node();
    part.set("index", choice.path("index"));
    part.set("delta", delta);
    return part.putNull("finish_reason");
  }

  private void messages(ObjectNode body) {
    ObjectNode start = body.deepCopy();
    start.putArray("content");
    start.putNull("stop_reason");
    event("message_start", node().set("message", start));
    int index = 0;
    for (JsonNode block : body.path("content")) {
      block((ObjectNode) block, index++);
      event("ping", node());
    }
    ObjectNode end = node();
    end.putObject("delta").set("stop_reason", body.path("stop_reason"));
    if (body.path("usage").isObject()) {
      end.set("usage", node().set("output_tokens", body.path("usage").path("output_tokens")));
    }
    event("message_delta", end);
    event("message_stop", node());
  }

  /** The pieces of all items in turns, whatever else is told between them. */
  private void responses(ObjectNode body) {
    ObjectNode start = body.deepCopy().put("status", "in_progress");
    start.putArray("output");
    event("response.created", node().set("response", start));
    List<Deque<ObjectNode>> queues = new ArrayList<>();
    for (int i = 0; i < body.path("output").size(); i++) {
      JsonNode item = body.path("output").path(i);
      event("response.output_item.added", node().put("output_index", i).set("item", item));
      for (int j = 0; j < item.path("content").size(); j++) {
        String text = item.path("content").path(j).path("text").stringValue();
        queues.add(output("response.output_text.delta", text, i, j));
      }
      if (item.has("arguments")) {
        String text = item.path("arguments").stringValue();
        queues.add(output("response.function_call_arguments.delta", text, i, -1));
      }
    }
    queues.removeIf(Deque::isEmpty);
    while (!queues.isEmpty()) {
      Deque<ObjectNode> queue = queues.get(random.nextInt(queues.size()));
      ObjectNode next = queue.remove();
      event(next.path("type").stringValue(), next);
      queues.removeIf(Deque::isEmpty);
    }
    event("response.completed", node().set("response", body));
  }

  private Deque<ObjectNode> output(String type, String text, int output, int part) {
    var queue = new ArrayDeque<ObjectNode>();
    for (String piece : pieces(text)) {
      ObjectNode delta = node().put("type", type).put("output_index", output).put("delta", piece);
      queue.add(part < 0 ? delta : delta.put("content_index", part));
    }
    return queue;
  }

  private void block(ObjectNode block, int index) {
    ObjectNode start = block.deepCopy();
    List<ObjectNode> deltas = new ArrayList<>();
    switch (block.path("type").stringValue()) {
      case "text" -> {
        start.put("text", "");
        deltas.addAll(deltas("text_delta", "text", block.path("text").stringValue()));
      }
      case "thinking" -> {
        start.put("thinking", "");
        deltas.addAll(deltas("thinking_delta", "thinking", block.path("thinking").stringValue()));
        if (block.has("signature")) {
          start.put("signature", "");
          deltas.addAll(
              deltas("signature_delta", "signature", block.path("signature").stringValue()));
        }
      }
      case "tool_use" -> {
        start.putObject("input");
        boolean bare = block.path("input").isEmpty() && random.nextBoolean();
        String input = bare ? "" : block.path("input").toString();
        deltas.addAll(deltas("input_json_delta", "partial_json", input));
      }
      default -> {}
    }
    ObjectNode opening = node().put("index", index);
    event("content_block_start", opening.set("content_block", start));
    for (ObjectNode delta : deltas) {
      event("content_block_delta", node().put("index", index).set("delta", delta));
    }
    event("content_block_stop", node().put("index", index));
  }

  private List<ObjectNode> deltas(String type, String field, String text) {
    return pieces(text).stream().map(piece -> node().put("type", type).put(field, piece)).toList();
  }

  /** Cut anywhere, if halves of characters can be escaped; else between characters. */
  private List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + random.nextInt(12));
      boolean within = to < text.length() && Character.isLowSurrogate(text.charAt(to));
      to += within && !escapes ? 1 : 0;
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  private void event(String type, ObjectNode event) {
    if (random.nextInt(8) == 0) {
      out.append(": ping\n\n");
    }
    if (!type.isEmpty()) {
      out.append("event: ").append(type).append('\n');
      event.put("type", type);
    }
    String json = StrictJson.write(event);
    out.append(data).append(escapes ? escaped(json) : json).append("\n\n");
  }

  private static String escaped(String json) {
    var escaped = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      escaped.append(c < 0x7F ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return escaped.toString();
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
