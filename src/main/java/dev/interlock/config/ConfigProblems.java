package dev.interlock.config;

import dev.interlock.config.Problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Collects everything that is wrong with a configuration, so that it is reported together. One
 * loading thread; readers go on after a problem with a placeholder, and the load fails at the end.
 */
public final class ConfigProblems {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing((Problem p) -> p.location().file())
          .thenComparingInt(p -> p.location().line())
          .thenComparingInt(p -> p.location().column())
          .thenComparing(p -> p.location().path());

  private final List<Problem> problems = new ArrayList<>();
  private int errors;

  /** Refuses the configuration: {@code found} is there where {@code expected} should be. */
  public void error(Location location, String found, String expected) {
    add(Severity.ERROR, location, found, expected, Optional.empty());
  }

  /** As {@link #error(Location, String, String)}, with what was probably meant. */
  public void error(Location location, String found, String expected, Optional<String> suggestion) {
    add(Severity.ERROR, location, found, expected, suggestion);
  }

  /** Refuses a name that is not among {@code known}, and suggests the nearest that is. */
  public void unknown(String what, Located<String> name, Collection<String> known) {
    error(
        name.location(),
        "unknown " + what + " `" + name.value() + "`",
        Suggestion.oneOf(known),
        Suggestion.nearest(name.value(), known));
  }

  /** Says something the operator should look at; the configuration is used. */
  public void warning(Location location, String found, String expected) {
    add(Severity.WARNING, location, found, expected, Optional.empty());
  }

  /** How many errors so far: a reader that raised it returned a placeholder. */
  public int errorCount() {
    return errors;
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /** Everything reported, in the order of the file. */
  public List<Problem> sorted() {
    return problems.stream().sorted(BY_PLACE).toList();
  }

  /** One line per problem, in the order of the file. */
  @Override
  public String toString() {
    return String.join("\n", sorted().stream().map(Problem::toString).toList());
  }

  private void add(
      Severity severity,
      Location location,
      String found,
      String expected,
      Optional<String> suggestion) {
    problems.add(new Problem(severity, location, found, expected, suggestion));
    if (severity == Severity.ERROR) {
      errors++;
    }
  }
}
