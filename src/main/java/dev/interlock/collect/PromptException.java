package dev.interlock.collect;

/** Prompts that cannot be used; the message names file and line and never holds a prompt. */
public final class PromptException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PromptException(String message) {
    super(message);
  }
}
