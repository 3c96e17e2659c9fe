package dev.interlock.telemetry;

import java.util.Locale;

/** What a decision's time goes to, in the order in which it happens. */
public enum Stage {
  /** Body to request. */
  READ,
  /** Waiting for a worker. */
  QUEUE,
  /** Text to facts. */
  SIGNALS,
  /** Facts to what is allowed. */
  POLICY,
  /** Comparing the models. */
  CHOICE,
  /** Writing the model's name into the body. */
  EDIT;

  /** As a label: {@code read}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
