package dev.interlock.config;

import dev.interlock.config.ConfigNode.Mapping;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Reads configuration text in tests, with a small environment and no files. */
public final class ConfigText {
  public static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  static final Map<String, String> ENVIRONMENT =
      Map.of("PORT", "8080", "NAME", "small", "EMPTY", "", "NUMBER", "12");

  private ConfigText() {}

  /** What {@code type} makes of {@code yaml}, and what was wrong with it. */
  public record Result<T>(Optional<T> value, ConfigProblems problems) {
    public T get() {
      if (problems.hasErrors()) {
        throw new AssertionError(problems.toString());
      }
      return value.orElseThrow();
    }
  }

  /** Reads {@code yaml} as a file {@code interlock.yaml}. */
  public static <T> Result<T> read(Type<T> type, String yaml) {
    var problems = new ConfigProblems();
    Optional<Mapping> tree = YamlTree.parse("interlock.yaml", yaml, problems);
    var reading = new Reading(problems, ENVIRONMENT::get, ConfigFiles.NONE, TODAY);
    return new Result<>(tree.map(node -> type.read(node, reading)), problems);
  }

  /** The problems of {@code yaml}, one a line. */
  public static String problems(Type<?> type, String yaml) {
    return read(type, yaml).problems().toString();
  }
}
