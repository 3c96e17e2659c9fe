package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param text every text-bearing part of the turn, in order, joined by newlines; may be empty
 * @param toolCalls the number of tool calls (assistant) or tool results (tool) in the turn
 */
public record Turn(Role role, String text, int toolCalls) {
  public Turn {
    requireNonNull(role, "role");
    requireNonNull(text, "text");
  }

  /** Never the text: prompts do not reach logs. */
  @Override
  public String toString() {
    return "Turn[role=" + role + ", chars=" + text.length() + ", toolCalls=" + toolCalls + "]";
  }
}
