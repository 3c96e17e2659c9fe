package dev.interlock.equivalence;

import java.util.Arrays;
import java.util.List;

/**
 * Grows {@link Trees} on the log loss, one after the other, by gradient and curvature (Friedman,
 * 2001; Chen and Guestrin, 2016). Deterministic; one thread.
 */
final class TreeTrainer {
  private static final int ROUNDS = 250;
  private static final double RATE = 0.08;
  private static final int CUTS = 48;
  private static final double RIDGE = 2;
  private static final double LEAST_CURVATURE = 4;

  private final float[][] rows;
  private final double[] weights;
  private final boolean[] same;
  private final float[][] cuts;
  private final double[] scores;
  private final double[] gradients;
  private final double[] curvatures;

  private TreeTrainer(List<float[]> rows, double[] weights, boolean[] same) {
    this.rows = rows.toArray(float[][]::new);
    this.weights = weights;
    this.same = same;
    this.cuts = cuts(this.rows);
    this.scores = new double[this.rows.length];
    this.gradients = new double[this.rows.length];
    this.curvatures = new double[this.rows.length];
  }

  /** Trees for {@code rows}, of which those that are {@code same} count as much as the others. */
  static Trees train(List<float[]> rows, boolean[] same) {
    int ones = 0;
    for (boolean one : same) {
      ones += one ? 1 : 0;
    }
    double[] weights = new double[same.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = same.length / 2.0 / (same[i] ? ones : same.length - ones);
    }
    return new TreeTrainer(rows, weights, same).grow();
  }

  private static float[][] cuts(float[][] rows) {
    int features = rows[0].length;
    float[][] cuts = new float[features][];
    for (int f = 0; f < features; f++) {
      float[] sorted = new float[rows.length];
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = rows[i][f];
      }
      Arrays.sort(sorted);
      float[] at = new float[CUTS];
      int size = 0;
      for (int c = 1; c <= CUTS; c++) {
        float cut = sorted[(int) ((long) c * (sorted.length - 1) / (CUTS + 1))];
        if (cut > sorted[0] && (size == 0 || cut > at[size - 1])) {
          at[size++] = cut;
        }
      }
      cuts[f] = Arrays.copyOf(at, size);
    }
    return cuts;
  }

  private Trees grow() {
    byte[] features = new byte[ROUNDS * Trees.QUESTIONS];
    float[] thresholds = new float[ROUNDS * Trees.QUESTIONS];
    float[] leaves = new float[ROUNDS * Trees.LEAVES];
    int[] all = new int[rows.length];
    Arrays.setAll(all, i -> i);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < rows.length; i++) {
        double chance = 1 / (1 + StrictMath.exp(-scores[i]));
        gradients[i] = weights[i] * ((same[i] ? 1 : 0) - chance);
        curvatures[i] = weights[i] * chance * (1 - chance);
      }
      int at = round * Trees.QUESTIONS;
      split(all, features, thresholds, at);
      int[] less = part(all, features[at], thresholds[at], true);
      int[] rest = part(all, features[at], thresholds[at], false);
      split(less, features, thresholds, at + 1);
      split(rest, features, thresholds, at + 2);
      leaves(features, thresholds, leaves, round);
    }
    return new Trees(features, thresholds, leaves);
  }

  private int[] part(int[] of, int feature, float threshold, boolean less) {
    return Arrays.stream(of).filter(i -> rows[i][feature] < threshold == less).toArray();
  }

  private void split(int[] of, byte[] features, float[] thresholds, int at) {
    double best = -1;
    for (int f = 0; f < cuts.length; f++) {
      float[] cut = cuts[f];
      double[] gradient = new double[cut.length + 1];
      double[] curvature = new double[cut.length + 1];
      for (int i : of) {
        int found = Arrays.binarySearch(cut, rows[i][f]);
        int bin = found >= 0 ? found + 1 : -found - 1;
        gradient[bin] += gradients[i];
        curvature[bin] += curvatures[i];
      }
      double allGradient = Arrays.stream(gradient).sum();
      double allCurvature = Arrays.stream(curvature).sum();
      double g = 0;
      double h = 0;
      for (int c = 0; c < cut.length; c++) {
        g += gradient[c];
        h += curvature[c];
        double restG = allGradient - g;
        double restH = allCurvature - h;
        double gain = g * g / (h + RIDGE) + restG * restG / (restH + RIDGE);
        if (h >= LEAST_CURVATURE && restH >= LEAST_CURVATURE && gain > best) {
          best = gain;
          features[at] = (byte) f;
          thresholds[at] = cut[c];
        }
      }
    }
  }

  private void leaves(byte[] features, float[] thresholds, float[] leaves, int round) {
    double[] gradient = new double[Trees.LEAVES];
    double[] curvature = new double[Trees.LEAVES];
    int[] leaf = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      leaf[i] = Trees.leaf(rows[i], features, thresholds, round * Trees.QUESTIONS);
      gradient[leaf[i]] += gradients[i];
      curvature[leaf[i]] += curvatures[i];
    }
    for (int l = 0; l < Trees.LEAVES; l++) {
      leaves[round * Trees.LEAVES + l] = (float) (RATE * gradient[l] / (curvature[l] + RIDGE));
    }
    for (int i = 0; i < rows.length; i++) {
      scores[i] += leaves[round * Trees.LEAVES + leaf[i]];
    }
  }
}
