package dev.interlock.inference;

/** Who speaks in a turn. OpenAI's {@code developer} is {@link #SYSTEM}. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT,
  TOOL
}
