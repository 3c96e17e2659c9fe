package dev.interlock.eval.pool;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two models: which prompts go to the stronger one.
 *
 * @param weak the model with the lower mean score
 * @param strong the other
 * @param result what is reached
 * @param apgr where its APGR is in resamples
 */
public record PairReport(String weak, String strong, PairResult result, Interval apgr) {
  /** Empty unless there are two models, one of them better than the other. */
  public static Optional<PairReport> of(Pool pool, Expectation expected) {
    if (pool.models().size() != 2) {
      return Optional.empty();
    }
    int strong = Range.of(pool).best();
    int[] rows = shuffled(pool);
    double[] gain = new double[rows.length];
    double[] weakScores = new double[rows.length];
    double[] strongScores = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] chance = expected.chance()[rows[i]];
      double[] scores = pool.examples().get(rows[i]).scores();
      gain[i] = chance[strong] - chance[1 - strong];
      weakScores[i] = scores[1 - strong];
      strongScores[i] = scores[strong];
    }
    PairResult result = PairResult.of(gain, weakScores, strongScores);
    if (Double.isNaN(result.apgr())) {
      return Optional.empty();
    }
    return Optional.of(
        new PairReport(
            pool.models().get(1 - strong),
            pool.models().get(strong),
            result,
            PairResult.apgrInterval(gain, weakScores, strongScores)));
  }

  /** By hash: of prompts with equal gains, none is favoured because of its place in a file. */
  private static int[] shuffled(Pool pool) {
    return IntStream.range(0, pool.examples().size())
        .boxed()
        .sorted(Comparator.comparing(row -> pool.examples().get(row).key()))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
