package dev.interlock.equivalence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A sum of trees of two questions each (Friedman, 2001): log-odds that a pair is one. Immutable;
 * any thread.
 *
 * @param features three a tree: the first question, the second where the answer was less, and where
 *     it was not
 * @param thresholds of the questions: less than this?
 * @param leaves four a tree
 */
@SuppressWarnings("ArrayRecordComponent")
record Trees(byte[] features, float[] thresholds, float[] leaves) {
  static final int QUESTIONS = 3;
  static final int LEAVES = 4;
  private static final int MOST = 10_000;

  double score(float[] row) {
    double score = 0;
    int trees = leaves.length / LEAVES;
    for (int t = 0; t < trees; t++) {
      score += leaves[LEAVES * t + leaf(row, features, thresholds, QUESTIONS * t)];
    }
    return score;
  }

  static int leaf(float[] row, byte[] features, float[] thresholds, int at) {
    int first = row[features[at]] < thresholds[at] ? 0 : 1;
    int second = at + 1 + first;
    return 2 * first + (row[features[second]] < thresholds[second] ? 0 : 1);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(leaves.length / LEAVES);
    out.write(features);
    for (float threshold : thresholds) {
      out.writeFloat(threshold);
    }
    for (float leaf : leaves) {
      out.writeFloat(leaf);
    }
  }

  /**
   * Reads trees over {@code inputs} features.
   *
   * @throws IOException if these are no such trees
   */
  static Trees read(DataInput in, int inputs) throws IOException {
    int trees = in.readInt();
    if (trees < 0 || trees > MOST) {
      throw new IOException(trees + " trees (expected: at most " + MOST + ")");
    }
    byte[] features = new byte[QUESTIONS * trees];
    in.readFully(features);
    for (byte feature : features) {
      if (feature < 0 || feature >= inputs) {
        throw new IOException("feature " + feature + " (expected: below " + inputs + ")");
      }
    }
    float[] thresholds = new float[QUESTIONS * trees];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = in.readFloat();
    }
    float[] leaves = new float[LEAVES * trees];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = in.readFloat();
    }
    return new Trees(features, thresholds, leaves);
  }
}
