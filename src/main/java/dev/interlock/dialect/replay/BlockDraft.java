package dev.interlock.dialect.replay;

import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One block of a message, as far as it has come: what its start says, and the pieces after it. */
final class BlockDraft {
  private static final Set<String> TYPES =
      Set.of("text", "thinking", "redacted_thinking", "tool_use");

  private final ObjectNode start;
  private final String type;
  private final Slot text = new Slot();
  private final Slot signature = new Slot();
  private boolean open = true;

  BlockDraft(ObjectNode start) {
    this.start = start;
    type = Body.text(start.path("type"));
    if (!TYPES.contains(type)) {
      throw Objection.unreadable();
    }
  }

  void add(ObjectNode delta) {
    String kind = Body.text(delta.path("type"));
    switch (kind) {
      case "text_delta" -> append(delta, "text", text, "text");
      case "thinking_delta" -> append(delta, "thinking", text, "thinking");
      case "signature_delta" -> append(delta, "thinking", signature, "signature");
      case "input_json_delta" -> append(delta, "tool_use", text, "partial_json");
      default -> throw Objection.unreadable();
    }
  }

  private void append(ObjectNode delta, String block, Slot slot, String name) {
    JsonNode piece = delta.path(name);
    if (!open || !type.equals(block) || !piece.isString()) {
      throw Objection.unreadable();
    }
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      boolean known = member.getKey().equals(name) || member.getKey().equals("type");
      if (!known && !StrictJson.isVoid(member.getValue())) {
        throw Objection.unreadable();
      }
    }
    slot.append(piece);
  }

  void stop() {
    if (!open) {
      throw Objection.unreadable();
    }
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  ObjectNode block() {
    switch (type) {
      case "text" -> join("text", text);
      case "thinking" -> {
        join("thinking", text);
        join("signature", signature);
      }
      case "tool_use" -> input();
      default -> {}
    }
    return start;
  }

  private void join(String name, Slot slot) {
    if (slot.value() != null) {
      start.put(name, Body.text(start.path(name)) + slot.text());
    }
  }

  private void input() {
    JsonNode known = start.path("input");
    if (text.isEmpty()) {
      if (Body.isAbsent(known)) {
        start.putObject("input");
      }
      return;
    }
    Body.requireVoid(known);
    try {
      start.set("input", StrictJson.read(text.text()));
    } catch (JacksonException _) {
      throw Objection.unreadable();
    }
  }
}
