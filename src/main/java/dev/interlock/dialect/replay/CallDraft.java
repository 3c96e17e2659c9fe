package dev.interlock.dialect.replay;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One call of a tool or function, as far as it has come. */
final class CallDraft {
  private final Members call = new Members();
  private final Members function = new Members();
  private final Slot arguments = new Slot();

  /** A piece of a tool call: its id, its type, a piece of its function. */
  void addCall(ObjectNode piece) {
    for (Map.Entry<String, JsonNode> member : piece.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      switch (name) {
        case "index" -> {}
        case "id", "type" -> call.keepSame(name, value);
        case "function" -> {
          if (value instanceof ObjectNode object) {
            addFunction(object);
          } else if (!value.isNull()) {
            throw Objection.unreadable();
          }
        }
        default -> call.keepVoid(name, value);
      }
    }
  }

  /** A piece of a function: its name, a piece of its arguments. */
  void addFunction(ObjectNode piece) {
    for (Map.Entry<String, JsonNode> member : piece.properties()) {
      switch (member.getKey()) {
        case "name" -> function.keepSame("name", member.getValue());
        case "arguments" -> arguments.append(member.getValue());
        default -> function.keepVoid(member.getKey(), member.getValue());
      }
    }
  }

  ObjectNode call() {
    ObjectNode whole = StrictJson.object();
    call.putInto(whole);
    if (StrictJson.isVoid(whole.path("type")) || whole.path("type").isMissingNode()) {
      whole.put("type", "function");
    }
    whole.set("function", function());
    return whole;
  }

  ObjectNode function() {
    ObjectNode whole = StrictJson.object();
    function.putInto(whole);
    return whole.put("arguments", arguments.text());
  }
}
