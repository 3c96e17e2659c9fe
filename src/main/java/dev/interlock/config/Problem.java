package dev.interlock.config;

import java.util.Optional;

/**
 * One thing the operator should know about a configuration file.
 *
 * @param severity whether the configuration can be used in spite of it
 * @param location where it is
 * @param found what is there; never a secret
 * @param expected what would be right; empty if {@code found} says it all
 * @param suggestion the word that was probably meant
 */
public record Problem(
    Severity severity,
    Location location,
    String found,
    String expected,
    Optional<String> suggestion) {

  /** How bad a problem is. */
  public enum Severity {
    /** The configuration is refused. */
    ERROR,
    /** The configuration is used; the operator should look at it. */
    WARNING
  }

  /**
   * One line: {@code interlock.yaml:12:7 models[2].prise: unknown key (expected: …; did you mean
   * `price`?)}.
   */
  @Override
  public String toString() {
    var line = new StringBuilder(location.toString()).append(": ");
    if (severity == Severity.WARNING) {
      line.append("warning: ");
    }
    line.append(found);
    String hint = suggestion.map(s -> "did you mean `" + s + "`?").orElse("");
    if (!expected.isEmpty()) {
      line.append(" (expected: ").append(expected);
      line.append(hint.isEmpty() ? ")" : "; " + hint + ")");
    } else if (!hint.isEmpty()) {
      line.append(" (").append(hint).append(')');
    }
    return line.toString();
  }
}
