package dev.interlock.dialect.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of an object that grows from those of its pieces. */
final class Members {
  private final ObjectNode kept = StrictJson.object();

  /** Keeps the first value of each name; one that says nothing gives way to one that does. */
  void keepFirst(String name, JsonNode value) {
    JsonNode known = kept.get(name);
    if (known == null || (saysNothing(known) && !saysNothing(value))) {
      set(name, value);
    }
  }

  /** Keeps a member we do not know, which may come in pieces for all we know: only if void. */
  void keepVoid(String name, JsonNode value) {
    if (!StrictJson.isVoid(value)) {
      throw Objection.unreadable();
    }
    keepFirst(name, value);
  }

  /** Keeps a text that comes whole: null or empty where it does not, the same where it does. */
  void keepSame(String name, JsonNode value) {
    if (!value.isNull() && !value.isString()) {
      throw Objection.unreadable();
    }
    JsonNode known = kept.get(name);
    if (known != null && !saysNothing(known) && !saysNothing(value) && !known.equals(value)) {
      throw Objection.unreadable();
    }
    keepFirst(name, value);
  }

  void set(String name, JsonNode value) {
    kept.set(name, value);
    if (kept.size() > Body.MAX_PARTS) {
      throw Objection.unreadable();
    }
  }

  @Nullable JsonNode get(String name) {
    return kept.get(name);
  }

  /** Puts all that is kept into {@code object}, where it does not have such a member yet. */
  void putInto(ObjectNode object) {
    for (Map.Entry<String, JsonNode> member : kept.properties()) {
      if (!object.has(member.getKey())) {
        object.set(member.getKey(), member.getValue());
      }
    }
  }

  /** Some servers open with a chunk whose id is empty and whose time is 0. */
  private static boolean saysNothing(JsonNode value) {
    return StrictJson.isVoid(value) || (value.isIntegralNumber() && value.asString().equals("0"));
  }
}
