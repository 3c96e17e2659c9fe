package dev.interlock.eval.pool;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Intervals of a pool's figures, over prompts drawn with replacement. Router and constant choices
 * see the same draws, so that their difference is that of one set of prompts.
 *
 * @param audc of the router
 * @param gain the router's AUDC less that of the static hull
 * @param peak of the router
 * @param qnc of the router, each draw with its own best single model
 */
public record Bootstrap(Interval audc, Interval gain, Interval peak, Interval qnc) {
  static final int RESAMPLES = 1000;

  static Bootstrap of(OperatingPoints router, OperatingPoints constant, Range range, int rows) {
    double[] audc = new double[RESAMPLES];
    double[] gain = new double[RESAMPLES];
    double[] peak = new double[RESAMPLES];
    double[] qnc = new double[RESAMPLES];
    var random = new Random(1);
    for (int i = 0; i < RESAMPLES; i++) {
      int[] times = draw(rows, random);
      Frontier frontier = router.frontier(times);
      audc[i] = frontier.area(range.least(), range.most());
      gain[i] = audc[i] - constant.frontier(times).area(range.least(), range.most());
      peak[i] = frontier.peak();
      qnc[i] = PoolResult.of(frontier, Range.of(constant.points(times))).qnc();
    }
    return new Bootstrap(Interval.of(audc), Interval.of(gain), Interval.of(peak), Interval.of(qnc));
  }

  /** How often each row is drawn, in as many draws as there are rows. */
  public static int[] draw(int rows, Random random) {
    int[] times = new int[rows];
    IntStream.range(0, rows).forEach(_ -> times[random.nextInt(rows)]++);
    return times;
  }
}
