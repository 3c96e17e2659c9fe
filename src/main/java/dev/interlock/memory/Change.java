package dev.interlock.memory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator does to the memory. */
public enum Change {
  /** Leaves what was learnt alone, and goes on counting. */
  FREEZE,
  /** Counts on it again, and watches anew. */
  UNFREEZE,
  /** Forgets what was learnt and counted. */
  RESET;

  /** The documented code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with the code {@code code}. */
  public static Optional<Change> of(String code) {
    return Arrays.stream(values()).filter(change -> change.code().equals(code)).findFirst();
  }
}
