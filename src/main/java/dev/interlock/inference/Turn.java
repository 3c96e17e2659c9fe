package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param text every text-bearing part of the turn, in order, joined by newlines; may be empty
 * @param toolCalls the number of tool calls that wait for the caller's results (assistant), or of
 *     tool results (tool); what a provider's own tools were asked and answered within one turn
 *     waits for nobody
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
