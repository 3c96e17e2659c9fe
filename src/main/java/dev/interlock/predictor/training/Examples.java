package dev.interlock.predictor.training;

import dev.interlock.concurrent.Deadline;
import dev.interlock.digest.Sha256;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.outcome.TextHash;
import dev.interlock.predictor.Representation;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Outcome rows as a predictor and an evaluation see them. */
public final class Examples {
  private Examples() {}

  /** Every model that some row grades, in order of names: of others nothing can be expected. */
  public static List<String> models(List<OutcomeRow> rows) {
    var models = new TreeSet<String>();
    for (OutcomeRow row : rows) {
      row.outcomes()
          .forEach(
              (model, outcome) -> {
                if (outcome.score().isPresent()) {
                  models.add(model);
                }
              });
    }
    return List.copyOf(models);
  }

  /** The rows, encoded, with the numbers of {@code models}. */
  public static List<Example> of(List<OutcomeRow> rows, List<String> models, TextEncoder encoder) {
    return rows.stream().map(row -> example(row, models, encoder)).toList();
  }

  private static Example example(OutcomeRow row, List<String> models, TextEncoder encoder) {
    return new Example(
        Representation.of(encoder.encode(row.prompt(), Deadline.NEVER)).compact(),
        Sha256.hex(TextHash.normalized(row.prompt())),
        row.task(),
        numbers(row, models, Outcome::score),
        numbers(row, models, Outcome::outputTokens),
        numbers(row, models, Outcome::costUsd));
  }

  private static double[] numbers(
      OutcomeRow row, List<String> models, Function<Outcome, OptionalDouble> number) {
    return models.stream()
        .mapToDouble(
            model -> {
              @Nullable Outcome outcome = row.outcomes().get(model);
              return outcome == null ? Double.NaN : number.apply(outcome).orElse(Double.NaN);
            })
        .toArray();
  }
}
