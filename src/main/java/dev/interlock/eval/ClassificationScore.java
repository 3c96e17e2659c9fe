package dev.interlock.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts answers of a classifier and sums them up. One thread. */
final class ClassificationScore {
  private final Map<String, int[]> byClass = new HashMap<>();
  private final List<Double> inside = new ArrayList<>();
  private final List<Double> outside = new ArrayList<>();
  private int right;

  /** Counts the answer to a text of class {@code truth}. */
  void inScope(String truth, String answer, double inScope) {
    // Per class: rows, answers, hits.
    byClass.computeIfAbsent(truth, _ -> new int[3])[0]++;
    byClass.computeIfAbsent(answer, _ -> new int[3])[1]++;
    if (truth.equals(answer)) {
      byClass.get(truth)[2]++;
      right++;
    }
    inside.add(inScope);
  }

  /** Counts the answer to a text of no class. */
  void outOfScope(double inScope) {
    outside.add(inScope);
  }

  boolean hasOutOfScope() {
    return !outside.isEmpty();
  }

  /** Share of in-scope rows whose class was found, nothing being rejected. */
  double accuracy() {
    return inside.isEmpty() ? 0 : (double) right / inside.size();
  }

  /** Mean F1 of the classes that occur. */
  double macroF1() {
    double sum = 0;
    int classes = 0;
    for (int[] counts : byClass.values()) {
      if (counts[0] > 0) {
        sum += 2.0 * counts[2] / (counts[0] + counts[1]);
        classes++;
      }
    }
    return classes == 0 ? 0 : sum / classes;
  }

  /** Share of out-of-scope rows rejected where {@code kept} of the in-scope rows are accepted. */
  double rejectedKeeping(double kept) {
    double[] sorted = inside.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double threshold = sorted[(int) Math.floor((1 - kept) * sorted.length)];
    return outside.stream().filter(score -> score < threshold).count() / (double) outside.size();
  }

  /** Share of out-of-scope rows rejected at the calibrated threshold of one half. */
  double rejected() {
    return outside.stream().filter(score -> score < 0.5).count() / (double) outside.size();
  }

  /** Share of in-scope rows accepted at the calibrated threshold of one half. */
  double accepted() {
    return inside.stream().filter(score -> score >= 0.5).count() / (double) inside.size();
  }

  /** Chance that an in-scope row scores above an out-of-scope one. */
  double auroc() {
    double[] sorted = outside.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double sum = 0;
    for (double score : inside) {
      int at = java.util.Arrays.binarySearch(sorted, score);
      sum += at >= 0 ? at + 0.5 : -at - 1;
    }
    return sum / inside.size() / sorted.length;
  }
}
