package dev.interlock.eval.routing;

import dev.interlock.predictor.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What answers cost of which no cost is known: as much as the model's others; or one each, whatever
 * the model, where of some model none is known.
 */
final class Costs {
  private final double[] means;
  private final long unknown;

  private Costs(double[] means, long unknown) {
    this.means = means;
    this.unknown = unknown;
  }

  /** From the rows learnt from and those to be judged by. */
  static Costs of(List<Example> known, List<Example> judged, List<String> models) {
    double[] means = new double[models.size()];
    for (int m = 0; m < means.length; m++) {
      means[m] = mean(known, m);
      means[m] = Double.isNaN(means[m]) ? mean(judged, m) : means[m];
    }
    long unknown =
        Stream.concat(known.stream(), judged.stream())
            .distinct()
            .flatMapToDouble(
                row ->
                    IntStream.range(0, means.length)
                        .filter(m -> !Double.isNaN(row.scores()[m]))
                        .mapToDouble(m -> row.costs()[m]))
            .filter(Double::isNaN)
            .count();
    return new Costs(means, unknown);
  }

  private static double mean(List<Example> rows, int model) {
    return rows.stream()
        .mapToDouble(row -> row.costs()[model])
        .filter(cost -> !Double.isNaN(cost))
        .average()
        .orElse(Double.NaN);
  }

  private boolean countAnswers() {
    return Arrays.stream(means).anyMatch(Double::isNaN);
  }

  /** One line for the reader, if anything had to be made up. */
  Optional<String> describe(List<String> models) {
    if (countAnswers()) {
      List<String> without =
          IntStream.range(0, means.length)
              .filter(m -> Double.isNaN(means[m]))
              .mapToObj(models::get)
              .toList();
      return Optional.of(
          "no cost is known of " + String.join(", ", without) + ": every answer counts as one");
    }
    return unknown == 0
        ? Optional.empty()
        : Optional.of("%,d answers without a cost count as the model's mean".formatted(unknown));
  }

  /** The rows, each with a cost of every model. */
  List<Example> fill(List<Example> rows) {
    return rows.stream()
        .map(
            row ->
                new Example(
                    row.text(), row.key(), row.task(), row.scores(), row.tokens(), filled(row)))
        .toList();
  }

  private double[] filled(Example row) {
    double[] costs = row.costs().clone();
    for (int m = 0; m < costs.length; m++) {
      if (countAnswers()) {
        costs[m] = 1;
      } else if (Double.isNaN(costs[m])) {
        costs[m] = means[m];
      }
    }
    return costs;
  }
}
