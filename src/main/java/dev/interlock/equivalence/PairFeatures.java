package dev.interlock.equivalence;

import dev.interlock.embedding.Vectors;
import java.util.Arrays;

/**
 * What differs between two texts, as numbers that do not depend on their order: cosines, spread of
 * the difference of the vectors, and differences of the surface. Pure; any thread.
 */
final class PairFeatures {
  /** Without a transformer, the last {@link #FORWARD} are absent. */
  static final int SURFACE = 18;

  static final int FIXED = 4;
  static final int FORWARD = 4;

  private static final int MOST_ITEMS = 128;

  private PairFeatures() {}

  static int count(boolean forward) {
    return SURFACE + FIXED + (forward ? FORWARD : 0);
  }

  static float[] of(PairView a, PairView b, WordWeights weights, boolean forward) {
    float[] features = new float[count(forward)];
    surface(a.wording(), b.wording(), weights, features);
    vectors(a.fixed(), b.fixed(), features, SURFACE);
    if (forward) {
      vectors(a.forward().orElseThrow(), b.forward().orElseThrow(), features, SURFACE + FIXED);
    }
    return features;
  }

  private static void vectors(float[] a, float[] b, float[] out, int at) {
    if (a.length != b.length) {
      return;
    }
    double sum = 0;
    double most = 0;
    int opposed = 0;
    for (int i = 0; i < a.length; i++) {
      double d = Math.abs(a[i] - b[i]);
      sum += d;
      most = Math.max(most, d);
      opposed += a[i] * b[i] < 0 ? 1 : 0;
    }
    double root = Math.sqrt(Math.max(1, a.length));
    out[at] = Vectors.dot(a, b);
    out[at + 1] = (float) (sum / root);
    out[at + 2] = (float) most;
    out[at + 3] = (float) opposed / Math.max(1, a.length);
  }

  private static void surface(Wording a, Wording b, WordWeights weights, float[] out) {
    long[] mine = bounded(a.items());
    long[] yours = bounded(b.items());
    long[] more = WordingRule.content(WordingRule.without(mine, yours));
    long[] less = WordingRule.content(WordingRule.without(yours, mine));
    long[] one = WordingRule.content(mine);
    long[] other = WordingRule.content(yours);
    double all = weights.sum(one) + weights.sum(other);
    double moreMass = weights.sum(more);
    double lessMass = weights.sum(less);
    int common = one.length - more.length;
    out[0] = (float) share(2 * common, one.length + other.length);
    out[1] = (float) share(common, Math.min(one.length, other.length));
    out[2] = (float) (1 - share(moreMass + lessMass, all));
    out[3] = (float) Math.min(moreMass, lessMass);
    out[4] = (float) Math.max(moreMass, lessMass);
    out[5] = (float) Math.min(weights.most(more), weights.most(less));
    out[6] = (float) Math.max(weights.most(more), weights.most(less));
    out[7] = Math.min(more.length, less.length);
    out[8] = Math.max(more.length, less.length);
    out[9] = (float) Grams.overlap(a.grams(), b.grams());
    out[10] = (float) share(Math.min(a.length(), b.length()), Math.max(a.length(), b.length()));
    out[11] = Math.min(one.length, other.length);
    out[12] = (float) share(2 * longestCommon(mine, yours), mine.length + yours.length);
    out[13] =
        WordingRule.without(mine, yours).length
            + WordingRule.without(yours, mine).length
            - more.length
            - less.length;
    out[14] =
        (float)
            share(
                2 * pairs(one, other), Math.max(0, one.length - 1) + Math.max(0, other.length - 1));
    out[15] = synonyms(more, less);
    out[16] = a.sameGist(b) ? 1 : 0;
    out[17] = Math.max(0, Guards.all(a, b).size() - (a.sameGist(b) ? 0 : 1));
  }

  private static long[] bounded(long[] items) {
    return items.length <= MOST_ITEMS ? items : Arrays.copyOf(items, MOST_ITEMS);
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 1 : part / whole;
  }

  private static int synonyms(long[] more, long[] less) {
    int found = 0;
    for (long word : more) {
      for (long other : less) {
        found += Synonyms.same(word, other) ? 1 : 0;
      }
    }
    return found;
  }

  /** Words that follow one another in both. */
  private static int pairs(long[] a, long[] b) {
    return Math.max(0, a.length - 1) - WordingRule.without(pairs(a), pairs(b)).length;
  }

  private static long[] pairs(long[] items) {
    long[] pairs = new long[Math.max(0, items.length - 1)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = items[i] * 31 + items[i + 1];
    }
    return pairs;
  }

  /** Length of the longest common subsequence. */
  private static int longestCommon(long[] a, long[] b) {
    int[] row = new int[b.length + 1];
    for (long item : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.length; j++) {
        int above = row[j];
        row[j] = item == b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[b.length];
  }
}
