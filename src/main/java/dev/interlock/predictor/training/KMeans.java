package dev.interlock.predictor.training;

import java.util.Arrays;

/** Lloyd's algorithm over unit vectors; the first centres are every so-manieth vector. */
final class KMeans {
  private static final int ROUNDS = 15;

  private KMeans() {}

  /** The cluster of each vector. */
  static int[] cluster(float[][] vectors, int clusters) {
    var centres = new float[clusters][];
    Arrays.setAll(centres, c -> vectors[(int) ((long) c * vectors.length / clusters)].clone());
    int[] cluster = new int[vectors.length];
    for (int round = 0; round < ROUNDS; round++) {
      boolean moved = false;
      for (int i = 0; i < vectors.length; i++) {
        int nearest = nearest(vectors[i], centres);
        moved |= nearest != cluster[i];
        cluster[i] = nearest;
      }
      if (!moved) {
        break;
      }
      recentre(vectors, cluster, centres);
    }
    return cluster;
  }

  private static int nearest(float[] vector, float[][] centres) {
    int best = 0;
    float most = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      float product = 0;
      for (int i = 0; i < vector.length; i++) {
        product += vector[i] * centres[c][i];
      }
      if (product > most) {
        most = product;
        best = c;
      }
    }
    return best;
  }

  private static void recentre(float[][] vectors, int[] cluster, float[][] centres) {
    var sums = new float[centres.length][vectors[0].length];
    for (int i = 0; i < vectors.length; i++) {
      for (int d = 0; d < vectors[i].length; d++) {
        sums[cluster[i]][d] += vectors[i][d];
      }
    }
    for (int c = 0; c < centres.length; c++) {
      double squares = 0;
      for (float value : sums[c]) {
        squares += value * value;
      }
      if (squares > 0) {
        float length = (float) Math.sqrt(squares);
        for (int d = 0; d < sums[c].length; d++) {
          centres[c][d] = sums[c][d] / length;
        }
      }
    }
  }
}
