package dev.interlock.journal;

import java.util.random.RandomGenerator;

/**
 * How often one request counts in each of the resamples: Poisson variables of mean 1, drawn once
 * per request and shared by every number that the request contributes to. One thread.
 *
 * <p>Drawing by table, from 16 random bits each, moves no probability by more than 1/65536, far
 * less than what {@link #RESAMPLES} resamples can tell.
 */
final class PoissonWeights {
  /** How many resamples there are. */
  static final int RESAMPLES = 400;

  private static final int BITS = 16;
  private static final int DRAWS_PER_LONG = Long.SIZE / BITS;
  private static final byte[] TIMES = table();

  private final RandomGenerator random;
  private final double[] weights = new double[RESAMPLES];

  PoissonWeights(RandomGenerator random) {
    this.random = random;
  }

  /** Those of the next request; valid until the next call. */
  double[] next() {
    for (int i = 0; i < RESAMPLES; i += DRAWS_PER_LONG) {
      long bits = random.nextLong();
      for (int draw = 0; draw < DRAWS_PER_LONG; draw++) {
        weights[i + draw] = TIMES[(int) bits & (TIMES.length - 1)];
        bits >>>= BITS;
      }
    }
    return weights;
  }

  /** Each number of times, as often as its probability says. */
  private static byte[] table() {
    var table = new byte[1 << BITS];
    double probability = Math.exp(-1);
    double upTo = probability;
    int times = 0;
    for (int i = 0; i < table.length; i++) {
      while ((i + 0.5) / table.length > upTo) {
        times++;
        probability /= times;
        upTo += probability;
      }
      table[i] = (byte) times;
    }
    return table;
  }
}
