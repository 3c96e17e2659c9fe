package dev.interlock.dialect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a body holds the text that is asked now, if it is one plain text: the string of the last
 * message, or its only part; or the one prompt.
 */
final class AskedText {
  private static final Keys MESSAGE = Keys.of("role", "content");

  private @Nullable Span text;
  private boolean continues;

  /** How many fields may hold it: where there are several, nobody knows which is read. */
  private int fields;

  /** The text's place between its quotation marks; empty where it is none or several. */
  Optional<Span> text() {
    return fields == 1 ? Optional.ofNullable(text) : Optional.empty();
  }

  /** Whether anything but system text was said before. */
  boolean continues() {
    return continues;
  }

  /** Reads the value of {@code prompt}. */
  void prompt(JsonCursor json) {
    fields++;
    text = string(json);
  }

  /** Reads the value of {@code messages}. */
  void messages(JsonCursor json) {
    fields++;
    if (!json.isArray()) {
      json.skip();
      return;
    }
    int said = 0;
    while (json.nextElement()) {
      text = null;
      if (!json.isObject()) {
        json.skip();
        said++;
        continue;
      }
      if (!message(json)) {
        said++;
      }
    }
    continues = said > 1;
  }

  /** Reads one message; true if it is system text. */
  private boolean message(JsonCursor json) {
    String role = "";
    @Nullable Span content = null;
    Keys.Seen keys = MESSAGE.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      if (key.equals("role") && json.isString()) {
        role = json.string();
      } else if (key.equals("content")) {
        content = json.isArray() ? onlyPart(json) : string(json);
      } else {
        json.skip();
      }
    }
    text = role.equals("user") ? content : null;
    return role.equals("system") || role.equals("developer");
  }

  /** The text of an array's only part, {@code {"type": "text", "text": …}}. */
  private static @Nullable Span onlyPart(JsonCursor json) {
    @Nullable Span found = null;
    int parts = 0;
    while (json.nextElement()) {
      parts++;
      if (json.isObject()) {
        found = part(json);
      } else {
        json.skip();
        found = null;
      }
    }
    return parts == 1 ? found : null;
  }

  private static @Nullable Span part(JsonCursor json) {
    @Nullable Span found = null;
    boolean isText = false;
    while (json.nextValue()) {
      if (json.isNamed("type") && json.isString()) {
        isText = json.string().equals("text");
      } else if (json.isNamed("text")) {
        found = string(json);
      } else {
        json.skip();
      }
    }
    return isText ? found : null;
  }

  private static @Nullable Span string(JsonCursor json) {
    if (json.isString()) {
      int start = json.start();
      return new Span(start + 1, json.end() - 1);
    }
    json.skip();
    return null;
  }
}
