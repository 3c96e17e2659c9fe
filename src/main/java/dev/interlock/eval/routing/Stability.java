package dev.interlock.eval.routing;

import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.routing.Decider.Decision;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether texts that should go to the same model do. Interlock reads what is asked last, so each
 * turn of a conversation is decided by itself here; what keeps a conversation on its model does not
 * count.
 */
final class Stability {
  private Stability() {}

  /**
   * Of {@code pairs}: the share that goes to one model, how far the chances of a model differ on
   * average, and the support; beside it the share for texts of different pairs, which is chance.
   */
  static Figures of(Decider decider, List<TextPair> pairs) {
    List<Decision> ones = pairs.stream().map(pair -> decider.decide(pair.one())).toList();
    List<Decision> others = pairs.stream().map(pair -> decider.decide(pair.other())).toList();
    int count = pairs.size();
    double shift =
        IntStream.range(0, count)
            .mapToDouble(i -> shift(ones.get(i).chance(), others.get(i).chance()))
            .average()
            .orElse(Double.NaN);
    return new Figures()
        .put("pairs", count)
        .put("same_model", sameModel(ones, others, 0))
        .put("same_model_of_strangers", count > 1 ? sameModel(ones, others, 1) : Double.NaN)
        .put("chance_shift", shift)
        .put(
            "support",
            pairs.stream()
                .mapToDouble(pair -> decider.support(pair.one()))
                .average()
                .orElse(Double.NaN));
  }

  /** The share of texts that go to one model with the text {@code offset} pairs on. */
  private static double sameModel(List<Decision> ones, List<Decision> others, int offset) {
    int count = ones.size();
    return IntStream.range(0, count)
            .filter(i -> ones.get(i).model() == others.get((i + offset) % count).model())
            .count()
        / (double) count;
  }

  private static double shift(double[] one, double[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(model -> Math.abs(one[model] - other[model]))
        .average()
        .orElse(Double.NaN);
  }
}
