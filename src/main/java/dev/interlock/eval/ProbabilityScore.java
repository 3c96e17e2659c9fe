package dev.interlock.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How good probabilities are: separation, calibration, and their mean by source. One thread. */
final class ProbabilityScore {
  private static final int BINS = 15;

  private final List<Row> rows = new ArrayList<>();

  private record Row(String source, double probability, double outcome) {}

  void add(String source, double probability, double outcome) {
    rows.add(new Row(source, probability, outcome));
  }

  SortedMap<String, Double> metrics() {
    var metrics = new TreeMap<String, Double>();
    metrics.put("auc", auc());
    metrics.put("brier", rows.stream().mapToDouble(ProbabilityScore::square).average().orElse(0));
    metrics.put("ece", calibrationError());
    metrics.put("rows", (double) rows.size());
    for (String source : rows.stream().map(Row::source).distinct().toList()) {
      List<Row> own = rows.stream().filter(row -> row.source.equals(source)).toList();
      metrics.put("mean_" + source, own.stream().mapToDouble(Row::probability).average().orElse(0));
      metrics.put("true_" + source, own.stream().mapToDouble(Row::outcome).average().orElse(0));
    }
    return metrics;
  }

  private static double square(Row row) {
    return (row.probability - row.outcome) * (row.probability - row.outcome);
  }

  /** Chance that a row that failed (more than half) has the higher probability. */
  private double auc() {
    List<Row> sorted = rows.stream().sorted(Comparator.comparingDouble(Row::probability)).toList();
    double rankSum = 0;
    long bad = 0;
    for (int start = 0; start < sorted.size(); ) {
      int end = start;
      while (end < sorted.size() && sorted.get(end).probability == sorted.get(start).probability) {
        end++;
      }
      double rank = (start + end + 1) / 2.0;
      for (; start < end; start++) {
        if (sorted.get(start).outcome > 0.5) {
          rankSum += rank;
          bad++;
        }
      }
    }
    long good = sorted.size() - bad;
    return bad == 0 || good == 0 ? 0.5 : (rankSum - bad * (bad + 1) / 2.0) / bad / good;
  }

  /** Expected calibration error over bins of equal width. */
  private double calibrationError() {
    double[] gap = new double[BINS];
    for (Row row : rows) {
      gap[Math.min(BINS - 1, (int) (row.probability * BINS))] += row.probability - row.outcome;
    }
    double sum = 0;
    for (double bin : gap) {
      sum += Math.abs(bin);
    }
    return rows.isEmpty() ? 0 : sum / rows.size();
  }
}
