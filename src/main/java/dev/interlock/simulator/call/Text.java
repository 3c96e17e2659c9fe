package dev.interlock.simulator.call;

import tools.jackson.databind.JsonNode;

/**
 * Collects the text of a conversation: how much there is, and what the user said last.
 *
 * <p>Tokens are counted as a quarter of the characters plus a few for each turn, which is what
 * tokenizers come to on English prose.
 */
final class Text {
  private static final int TURN_TOKENS = 4;

  private long characters;
  private int turns;
  private String lastUser = "";
  private boolean toolResultLast;

  /** A turn of {@code role} that says {@code text}. */
  void turn(String role, String text) {
    characters += text.length();
    turns++;
    toolResultLast = role.equals("tool");
    if (role.equals("user") && !text.isBlank()) {
      lastUser = text;
    }
  }

  /** Text that no turn holds: a system prompt, a tool's description. */
  void aside(JsonNode node) {
    characters += node.isString() ? node.stringValue("").length() : node.toString().length();
  }

  int tokens() {
    return (int) Math.min(Integer.MAX_VALUE, (characters + 3) / 4 + (long) TURN_TOKENS * turns);
  }

  /** What the user said last; empty when they said nothing. */
  String prompt() {
    return lastUser;
  }

  /** Whether the conversation waits for what to make of a tool's result. */
  boolean toolResultLast() {
    return toolResultLast;
  }
}
