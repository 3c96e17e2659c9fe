package dev.interlock.cli;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.collect.grade.ChoiceLetter;
import dev.interlock.collect.grade.ExactMatch;
import dev.interlock.collect.grade.Grader;
import dev.interlock.collect.grade.LastNumber;
import dev.interlock.collect.grade.Method;
import dev.interlock.collect.grade.SchemaMatch;
import dev.interlock.collect.grade.ValidatorCommand;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How {@code interlock collect} grades answers. */
final class GradeOptions {
  @Option(
      names = "--grade",
      paramLabel = "METHOD",
      description = {
        "How answers are graded whose prompt does not say: exact, number, choice, json-schema,"
            + " command or judge.",
        "Default: json-schema beside a schema, exact beside an expected answer."
      })
  private Optional<String> grade = Optional.empty();

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description =
          "Program that grades by `command`, with its arguments, split at blanks. No shell.")
  private Optional<String> command = Optional.empty();

  @Option(
      names = "--command-timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Its time for one answer (default: ${DEFAULT-VALUE}).")
  private int commandTimeout;

  @Option(
      names = "--judge",
      paramLabel = "MODEL",
      description = "Model of the catalogue that grades by `judge`.")
  private Optional<String> judge = Optional.empty();

  /** The method that {@code --grade} names; an unknown one ends the command. */
  Optional<Method> usual() {
    if (grade.isEmpty()) {
      return Optional.empty();
    }
    Optional<Method> method = Method.named(grade.get());
    if (method.isEmpty()) {
      String known =
          Arrays.stream(Method.values()).map(Method::id).collect(Collectors.joining(", "));
      throw new Failure(2, "--grade: %s (expected: %s)".formatted(grade.get(), known));
    }
    return method;
  }

  /** The graders that ask no model; options that could grade nothing end the command. */
  Map<Method, Grader> graders() {
    var graders = new EnumMap<Method, Grader>(Method.class);
    graders.put(Method.EXACT, new ExactMatch());
    graders.put(Method.NUMBER, new LastNumber());
    graders.put(Method.CHOICE, new ChoiceLetter());
    graders.put(Method.JSON_SCHEMA, new SchemaMatch());
    Duration limit = Duration.ofSeconds(AskOptions.atLeastOne("--command-timeout", commandTimeout));
    if (command.filter(String::isBlank).isPresent()) {
      throw new Failure(2, "--command: blank (expected: a program)");
    }
    command.ifPresent(
        line ->
            graders.put(
                Method.COMMAND, new ValidatorCommand(List.of(line.strip().split("\\s+")), limit)));
    return graders;
  }

  /** The model that judges; an unknown one ends the command. */
  Optional<Model> judge(ModelCatalog catalog) {
    return judge.map(id -> AskOptions.model("--judge", id, catalog));
  }
}
