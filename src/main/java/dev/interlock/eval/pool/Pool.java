package dev.interlock.eval.pool;

import dev.interlock.predictor.training.Example;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models, and prompts that they were asked.
 *
 * @param name in reports
 * @param models names, in the order of the examples' numbers
 * @param examples the prompts; every score and every cost is known
 */
public record Pool(String name, List<String> models, List<Example> examples) {
  public Pool {
    models = List.copyOf(models);
    examples = List.copyOf(examples);
  }

  /** These examples of it. */
  public Pool with(List<Example> some) {
    return new Pool(name, models, some);
  }

  /** These rows of it, by number. */
  public Pool rows(int[] rows) {
    return with(IntStream.of(rows).mapToObj(examples::get).toList());
  }

  /** By row and model. */
  public double[][] scores() {
    return examples.stream().map(Example::scores).toArray(double[][]::new);
  }

  /** By row and model. */
  public double[][] costs() {
    return examples.stream().map(Example::costs).toArray(double[][]::new);
  }

  /** The same with every cost of {@code model} multiplied by {@code factor}. */
  public Pool repriced(int model, double factor) {
    return with(
        examples.stream()
            .map(
                row -> {
                  double[] costs = row.costs().clone();
                  costs[model] *= factor;
                  return new Example(
                      row.text(), row.key(), row.task(), row.scores(), row.tokens(), costs);
                })
            .toList());
  }
}
