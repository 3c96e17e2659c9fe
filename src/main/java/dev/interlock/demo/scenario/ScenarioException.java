package dev.interlock.demo.scenario;

/** A scenario that cannot be played; the message says what to mend. */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScenarioException(String message) {
    super(message);
  }
}
