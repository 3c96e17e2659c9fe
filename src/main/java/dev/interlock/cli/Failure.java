package dev.interlock.cli;

/** A failure with one clear line for the person at the terminal; no stack trace. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Failure(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
