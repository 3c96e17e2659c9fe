package dev.interlock.collect;

/** Collecting cannot go on; the message says why and never holds a prompt. */
public final class CollectException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CollectException(String message) {
    super(message);
  }
}
