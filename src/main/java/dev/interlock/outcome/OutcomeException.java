package dev.interlock.outcome;

/**
 * An outcome file that cannot be used; the message names file and line and never holds a prompt.
 */
public final class OutcomeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OutcomeException(String message) {
    super(message);
  }
}
