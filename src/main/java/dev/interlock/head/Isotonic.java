package dev.interlock.head;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A non-decreasing map from a score to a probability: pool adjacent violators (Ayer et al., 1955)
 * over equally filled bins, linear between their centres. Immutable; any thread.
 *
 * @param at scores, increasing
 * @param chance probability at each
 */
@SuppressWarnings("ArrayRecordComponent")
public record Isotonic(float[] at, float[] chance) {
  /** The score is the probability already. */
  public static final Isotonic IDENTITY = new Isotonic(new float[] {0, 1}, new float[] {0, 1});

  private static final int BINS = 40;

  /** The probability at {@code score}. */
  public double apply(double score) {
    if (score <= at[0]) {
      return chance[0];
    }
    int last = at.length - 1;
    if (score >= at[last]) {
      return chance[last];
    }
    int found = Arrays.binarySearch(at, (float) score);
    int upper = found >= 0 ? found : -found - 1;
    if (upper == 0 || at[upper] == at[upper - 1]) {
      return chance[upper];
    }
    double share = (score - at[upper - 1]) / (at[upper] - at[upper - 1]);
    return chance[upper - 1] + share * (chance[upper] - chance[upper - 1]);
  }

  /**
   * Fits the map.
   *
   * @param scores score of each row
   * @param outcomes what happened, in [0, 1]
   */
  public static Isotonic fit(double[] scores, double[] outcomes) {
    if (scores.length == 0) {
      return IDENTITY;
    }
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    int bins = Math.clamp(scores.length / 25, 1, BINS);
    List<Pool> pools = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      var pool = new Pool(0, 0, 0);
      for (int i = bin * scores.length / bins; i < (bin + 1) * scores.length / bins; i++) {
        pool = pool.plus(new Pool(scores[order[i]], outcomes[order[i]], 1));
      }
      pools.add(pool);
      while (pools.size() > 1 && pools.getLast().mean() <= pools.get(pools.size() - 2).mean()) {
        Pool joined = pools.removeLast().plus(pools.removeLast());
        pools.add(joined);
      }
    }
    float[] at = new float[pools.size()];
    float[] chance = new float[pools.size()];
    for (int i = 0; i < at.length; i++) {
      Pool pool = pools.get(i);
      at[i] = (float) (pool.scores / pool.rows);
      chance[i] = (float) pool.mean();
    }
    return new Isotonic(at, chance);
  }

  private record Pool(double scores, double outcomes, int rows) {
    Pool plus(Pool other) {
      return new Pool(scores + other.scores, outcomes + other.outcomes, rows + other.rows);
    }

    double mean() {
      return outcomes / rows;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(at.length);
    for (int i = 0; i < at.length; i++) {
      out.writeFloat(at[i]);
      out.writeFloat(chance[i]);
    }
  }

  static Isotonic read(DataInput in) throws IOException {
    float[] at = new float[in.readInt()];
    float[] chance = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = in.readFloat();
      chance[i] = in.readFloat();
    }
    return new Isotonic(at, chance);
  }
}
