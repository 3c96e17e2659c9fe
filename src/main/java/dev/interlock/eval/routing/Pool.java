package dev.interlock.eval.routing;

import dev.interlock.predictor.training.Example;
import java.util.List;

/**
 * Models, and prompts that they were asked.
 *
 * @param name in reports
 * @param models names, in the order of the examples' numbers
 * @param examples the prompts; every score is known
 */
record Pool(String name, List<String> models, List<Example> examples) {
  Pool {
    models = List.copyOf(models);
    examples = List.copyOf(examples);
  }

  /** These examples of it. */
  Pool with(List<Example> some) {
    return new Pool(name, models, some);
  }
}
