package dev.interlock.eval.routing;

import dev.interlock.outcome.OutcomeRow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The public sets that experiments judge by. */
final class ProtocolSets {
  private ProtocolSets() {}

  /**
   * The rows of those sets, by name.
   *
   * @param ids of experiments
   */
  static SequencedMap<String, List<OutcomeRow>> of(List<String> ids, PublicOutcomes outcomes)
      throws IOException {
    var sets = new LinkedHashMap<String, List<OutcomeRow>>();
    for (String id : ids) {
      for (String name : names(id)) {
        if (!sets.containsKey(name)) {
          sets.put(name, rows(name, outcomes));
        }
      }
    }
    return sets;
  }

  private static List<String> names(String id) {
    return switch (id) {
      case "E1" -> List.of("mmlu");
      case "E2" -> List.of("gsm8k");
      case "E3" -> List.of("mmlu", "gsm8k");
      case "E4", "E9", "E17", "stability" -> List.of("nine-models");
      case "E5" -> List.of("zero-eval");
      case "E6" -> List.of("mmlu-pro");
      case "E8" -> List.of("nine-models", "zero-eval");
      case "E12", "E12b" -> List.of("nine-models", "zero-eval", "mmlu-pro");
      case "E18" -> List.of("mmlu-pro", "zero-eval");
      default -> throw new IllegalArgumentException(id);
    };
  }

  private static List<OutcomeRow> rows(String name, PublicOutcomes outcomes) throws IOException {
    return switch (name) {
      case "mmlu" -> outcomes.mmlu();
      case "gsm8k" -> outcomes.gsm8k();
      case "nine-models" -> outcomes.nineModels();
      case "zero-eval" -> outcomes.zeroEval();
      case "mmlu-pro" -> outcomes.mmluPro();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
