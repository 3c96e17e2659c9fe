package dev.interlock.dialect.replay;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A text that comes in pieces; null pieces add nothing, but say that there is such a text. */
final class Slot {
  private final StringBuilder text = new StringBuilder();
  private boolean isNamed;
  private boolean isText;

  void append(JsonNode piece) {
    isNamed = true;
    if (piece.isString()) {
      isText = true;
      text.append(piece.stringValue());
    } else if (!piece.isNull()) {
      throw Objection.unreadable();
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  @Nullable String value() {
    return isText ? text.toString() : null;
  }

  String text() {
    return text.toString();
  }

  /** Puts the text into {@code object} as {@code name}, unless nothing ever named it. */
  void putInto(ObjectNode object, String name) {
    if (isNamed) {
      object.put(name, value());
    }
  }
}
