package dev.interlock.dialect;

import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;

/** A prompt or an embedding input: a string, strings, token ids, or lists of token ids. */
final class Prompt {
  private Prompt() {}

  /** Reads the value the cursor is on as one user turn; token ids have no text. */
  static void read(JsonCursor json, RequestDraft draft) {
    var text = new TextParts();
    if (json.isString()) {
      text.add(json.string());
    } else if (json.isArray()) {
      while (json.nextElement()) {
        element(json, text);
      }
    } else {
      throw json.refuse("must be a string or an array");
    }
    draft.turn(new Turn(Role.USER, text.joined(), 0));
  }

  private static void element(JsonCursor json, TextParts text) {
    if (json.isString()) {
      text.add(json.string());
    } else if (json.isArray()) {
      while (json.nextElement()) {
        tokenId(json);
      }
    } else {
      tokenId(json);
    }
  }

  private static void tokenId(JsonCursor json) {
    if (!json.isInteger()) {
      throw json.refuse("must be a string or a token id");
    }
  }
}
