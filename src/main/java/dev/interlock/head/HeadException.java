package dev.interlock.head;

/** A head file cannot be used; the message says which and why. */
public final class HeadException extends RuntimeException {
  public HeadException(String message) {
    super(message);
  }

  public HeadException(String message, Throwable cause) {
    super(message, cause);
  }
}
