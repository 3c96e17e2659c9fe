package dev.interlock.embedding;

/** An encoder's files cannot be used; the message says which and what was expected. */
public final class EncoderException extends RuntimeException {
  public EncoderException(String message) {
    super(message);
  }

  public EncoderException(String message, Throwable cause) {
    super(message, cause);
  }
}
