package dev.interlock.bootstrap;

import dev.interlock.config.Problem;
import dev.interlock.config.Problem.Severity;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code interlock validate} tells a person.
 *
 * @param valid whether the configuration can be used
 * @param lines one per problem, and a summary
 */
public record ValidationReport(boolean valid, List<String> lines) {
  public ValidationReport {
    lines = List.copyOf(lines);
  }

  /** The report on {@code loaded}, which came from {@code file}. */
  public static ValidationReport of(String file, Loaded loaded) {
    long errors = count(loaded, Severity.ERROR);
    long warnings = count(loaded, Severity.WARNING);
    String summary =
        switch (loaded) {
          case Loaded.Invalid _ -> "invalid: " + some(errors, "error");
          case Loaded.Valid(Generation generation, Configuration configuration, _, _) ->
              "valid: %s, %s, %s (generation %s)"
                  .formatted(
                      some(configuration.catalog().models().size(), "model"),
                      some(configuration.catalog().virtualModels().size(), "virtual model"),
                      some(configuration.intents().size(), "intent"),
                      generation.hash());
        };
    String tail = warnings == 0 ? "" : ", " + some(warnings, "warning");
    var lines =
        Stream.concat(
                loaded.problems().stream().map(Problem::toString),
                Stream.of(file + ": " + summary + tail))
            .toList();
    return new ValidationReport(loaded instanceof Loaded.Valid, lines);
  }

  private static long count(Loaded loaded, Severity severity) {
    return loaded.problems().stream().filter(p -> p.severity() == severity).count();
  }

  private static String some(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
