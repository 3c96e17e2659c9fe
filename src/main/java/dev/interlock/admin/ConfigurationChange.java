package dev.interlock.admin;

import java.time.Instant;
import java.util.List;

/**
 * What came of an attempt to change the configuration.
 *
 * @param result what happened
 * @param trigger who wanted it: {@code start}, {@code file}, {@code signal}, {@code admin} or
 *     {@code rollback}
 * @param at when
 * @param generation the one in force afterwards, such as {@code 3-1a2b3c4d5e6f}
 * @param problems everything that is wrong, or worth a look, one line each
 */
public record ConfigurationChange(
    Result result, String trigger, Instant at, String generation, List<String> problems) {
  public ConfigurationChange {
    problems = List.copyOf(problems);
  }

  /** What happened. All but the first leave everything as it was. */
  public enum Result {
    /** It is in force. */
    APPLIED,
    /** It says what was in force already. */
    UNCHANGED,
    /** The file is wrong. */
    INVALID,
    /** The file is right, but could not be put in force. */
    FAILED,
    /** The generation is not kept. */
    UNKNOWN
  }
}
