package dev.interlock.head;

import dev.interlock.embedding.SparseVector;
import java.util.Arrays;
import java.util.List;

/**
 * The mean n-grams of each class. An n-gram weighs what it tells of the class: the entropy of all
 * classes less that of those it was seen in. Immutable; any thread.
 */
final class Centroids {
  /** What an n-gram weighs at least, in nats. */
  private static final float LEAST_WEIGHT = 0.1f;

  private final int classes;

  /** Of each bucket its row in the arrays below; -1 if no example has it. */
  private final int[] rows;

  /** Examples of each class that have the bucket, {@code [row][class]}. */
  private final float[] counts;

  /** Sums of the examples' values in it, {@code [row][class]}. */
  private final float[] sums;

  private final float[] weights;

  /** Squared length of each class's weighted sum. */
  private final double[] squares;

  private final float unseen;

  private Centroids(int classes, int[] rows, int seen) {
    this.classes = classes;
    this.rows = rows;
    this.counts = new float[seen * classes];
    this.sums = new float[seen * classes];
    this.weights = new float[seen];
    this.squares = new double[classes];
    this.unseen = (float) Math.log(classes) + LEAST_WEIGHT;
  }

  /** The centroids of {@code examples}, whose indices ascend and are below {@code buckets}. */
  static Centroids of(List<SparseVector> examples, int[] labels, int classes, int buckets) {
    int[] rows = new int[buckets];
    Arrays.fill(rows, -1);
    int seen = 0;
    for (SparseVector example : examples) {
      for (int i = 0; i < example.size(); i++) {
        int bucket = example.indices()[i];
        if (rows[bucket] < 0) {
          rows[bucket] = seen++;
        }
      }
    }
    var centroids = new Centroids(classes, rows, seen);
    for (int e = 0; e < labels.length; e++) {
      centroids.add(examples.get(e), labels[e]);
    }
    for (int row = 0; row < seen; row++) {
      centroids.weights[row] = centroids.weight(row, -1);
      for (int c = 0; c < classes; c++) {
        double value = centroids.weights[row] * centroids.sums[row * classes + c];
        centroids.squares[c] += value * value;
      }
    }
    return centroids;
  }

  private void add(SparseVector example, int label) {
    for (int i = 0; i < example.size(); i++) {
      int at = rows[example.indices()[i]] * classes + label;
      counts[at]++;
      sums[at] += example.values()[i];
    }
  }

  /** How many indices there are. */
  int buckets() {
    return rows.length;
  }

  /** What the n-gram of {@code row} weighs, one example of class {@code without} left out. */
  private float weight(int row, int without) {
    double sum = 0;
    double logs = 0;
    for (int c = 0; c < classes; c++) {
      double count = counts[row * classes + c] - (c == without ? 1 : 0);
      if (count > 0) {
        sum += count;
        logs += count * Math.log(count);
      }
    }
    // An n-gram that only the example left out has is as telling as one never seen.
    double entropy = sum > 0 ? Math.log(sum) - logs / sum : 0;
    return (float) Math.max(LEAST_WEIGHT, unseen - entropy);
  }

  /** Cosine of {@code x} with each class. */
  float[] scores(SparseVector x) {
    double[] products = new double[classes];
    double square = 0;
    for (int i = 0; i < x.size(); i++) {
      int row = rows[x.indices()[i]];
      float weight = row < 0 ? unseen : weights[row];
      double value = weight * x.values()[i];
      square += value * value;
      if (row >= 0) {
        add(products, value * weight, row);
      }
    }
    return cosines(products, square, squares);
  }

  /** The same for {@code x}, an example of class {@code label}, as if it had not been one. */
  float[] scoresWithout(SparseVector x, int label) {
    double[] products = new double[classes];
    double square = 0;
    double[] lengths = squares.clone();
    for (int i = 0; i < x.size(); i++) {
      int row = rows[x.indices()[i]];
      float own = x.values()[i];
      float weight = weight(row, label);
      double value = weight * own;
      square += value * value;
      add(products, value * weight, row);
      products[label] -= value * weight * own;
      for (int c = 0; c < classes; c++) {
        double sum = sums[row * classes + c];
        double left = c == label ? sum - own : sum;
        double before = weights[row] * sum;
        lengths[c] += weight * left * (weight * left) - before * before;
      }
    }
    return cosines(products, square, lengths);
  }

  private void add(double[] products, double factor, int row) {
    for (int c = 0; c < classes; c++) {
      products[c] += factor * sums[row * classes + c];
    }
  }

  private static float[] cosines(double[] products, double square, double[] lengths) {
    float[] cosines = new float[products.length];
    for (int c = 0; c < cosines.length; c++) {
      double length = Math.sqrt(square * Math.max(0, lengths[c]));
      cosines[c] = length < 1e-9 ? 0 : (float) (products[c] / length);
    }
    return cosines;
  }
}
