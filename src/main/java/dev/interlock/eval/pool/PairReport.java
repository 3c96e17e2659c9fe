package dev.interlock.eval.pool;

import java.util.Optional;

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
    double[] gain = new double[pool.examples().size()];
    for (int row = 0; row < gain.length; row++) {
      gain[row] = expected.chance()[row][strong] - expected.chance()[row][1 - strong];
    }
    double[] weakScores = column(pool, 1 - strong);
    double[] strongScores = column(pool, strong);
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

  private static double[] column(Pool pool, int model) {
    return pool.examples().stream().mapToDouble(example -> example.scores()[model]).toArray();
  }
}
