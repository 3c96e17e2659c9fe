package dev.interlock.reuse;

import java.util.Arrays;

/**
 * What is known of one entry: how similar the requests were for which its answer was judged, and
 * whether it was right; and by that, how much better or worse the entry is than the scope's curve.
 * Not thread-safe.
 */
final class EntryEvidence {
  /** Judgements that are kept; the oldest is overwritten. */
  static final int KEPT = 32;

  /** Variance of the differences between entries, as log odds. */
  static final double VARIANCE = 2;

  private static final int STEPS = 6;
  private static final float UNIT = Short.MAX_VALUE;

  /** Similarity and chance in 15 bits each, and in the lowest bit whether it was right. */
  private int[] judged = {};

  private int next;
  private long count;
  private double offset;
  private double deviation = Math.sqrt(VARIANCE);

  void learn(double similarity, double chance, boolean right, ScopeCurve curve) {
    if (next == judged.length && judged.length < KEPT) {
      judged = Arrays.copyOf(judged, Math.max(2, 2 * judged.length));
    }
    next %= judged.length;
    judged[next++] =
        (int) (Math.clamp(similarity, 0, 1) * UNIT) << 16
            | (int) (Math.clamp(chance, 0, 1) * UNIT) << 1
            | (right ? 1 : 0);
    count++;
    fit(curve);
  }

  private void fit(ScopeCurve curve) {
    int size = (int) Math.min(count, judged.length);
    double[] base = new double[size];
    for (int i = 0; i < size; i++) {
      base[i] = curve.at((judged[i] >>> 16) / UNIT, (judged[i] >> 1 & Short.MAX_VALUE) / UNIT);
    }
    double at = offset;
    double curvature = 1 / VARIANCE;
    for (int step = 0; step < STEPS; step++) {
      double slope = -at / VARIANCE;
      curvature = 1 / VARIANCE;
      for (int i = 0; i < size; i++) {
        double p = ScopeCurve.logistic(base[i] + at);
        slope += (judged[i] & 1) - p;
        curvature += p * (1 - p);
      }
      at += Math.clamp(slope / curvature, -2, 2);
    }
    offset = at;
    deviation = 1 / Math.sqrt(curvature);
  }

  /** Judgements so far. */
  long count() {
    return count;
  }

  /** What is to be added to the curve's log odds. */
  double offset() {
    return offset;
  }

  /** How uncertain that is. */
  double deviation() {
    return deviation;
  }
}
