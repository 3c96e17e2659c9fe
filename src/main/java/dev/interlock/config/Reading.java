package dev.interlock.config;

import dev.interlock.config.ConfigNode.Kind;
import dev.interlock.config.ConfigNode.Scalar;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What readers may know besides the file: where problems go, the environment, neighbouring files
 * and the day.
 *
 * @param problems collects what is wrong
 * @param environment variable name → value, or null
 * @param files files that the configuration names
 * @param today for facts that age
 */
public record Reading(
    ConfigProblems problems,
    Function<String, @Nullable String> environment,
    ConfigFiles files,
    LocalDate today) {

  /** Reads nothing and tells nobody: for readers that only describe themselves. */
  static Reading describing() {
    return new Reading(new ConfigProblems(), _ -> "", ConfigFiles.NONE, LocalDate.EPOCH);
  }

  /** {@code scalar} with its variables replaced; empty, with a problem, if one is missing. */
  Optional<Scalar> resolve(Scalar scalar) {
    if (!Interpolation.isIn(scalar.text())) {
      return Optional.of(scalar);
    }
    var result = Interpolation.of(scalar.text(), environment);
    for (String fault : result.faults()) {
      problems.error(
          scalar.location(),
          fault,
          "${NAME} with NAME set, ${NAME:-default}, or $${ for a literal");
    }
    if (!result.faults().isEmpty()) {
      return Optional.empty();
    }
    // Quotes may be there only because YAML wants them around ${…} inside { }.
    Kind kind = YamlTree.plainKind(result.text());
    return Optional.of(new Scalar(scalar.location(), result.text(), kind));
  }
}
