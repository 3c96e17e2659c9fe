package dev.interlock.predictor.training;

import dev.interlock.digest.Sha256;
import java.util.Arrays;
import java.util.List;

/** What tells one set of examples from another; texts go in by their hashes. */
final class DataHash {
  private DataHash() {}

  static String of(List<Example> examples, List<String> models) {
    var all = new StringBuilder(String.join(",", models));
    for (Example example : examples) {
      all.append('\n')
          .append(example.key())
          .append(example.task().orElse(""))
          .append(Arrays.toString(example.scores()))
          .append(Arrays.toString(example.tokens()))
          .append(Arrays.toString(example.costs()));
    }
    return Sha256.hex(all.toString());
  }
}
