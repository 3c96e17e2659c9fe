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

  private record Row(DifficultyRows.Row row, double probability, boolean forward) {
    double outcome() {
      return row.insufficient();
    }
  }

  void add(DifficultyRows.Row row, double probability, boolean forward) {
    rows.add(new Row(row, probability, forward));
  }

  /** Separation and calibration over graded rows; means over every source. */
  SortedMap<String, Double> metrics() {
    List<Row> graded = rows.stream().filter(row -> row.row.graded()).toList();
    var metrics = new TreeMap<String, Double>();
    metrics.put("auc", auc(graded));
    metrics.put("brier", graded.stream().mapToDouble(ProbabilityScore::square).average().orElse(0));
    metrics.put("ece", calibrationError(graded));
    metrics.put("graded_rows", (double) graded.size());
    metrics.put(
        "forward_share", rows.stream().mapToInt(row -> row.forward ? 1 : 0).average().orElse(0));
    for (String source : rows.stream().map(row -> row.row.source()).distinct().toList()) {
      List<Row> own = rows.stream().filter(row -> row.row.source().equals(source)).toList();
      metrics.put("mean_" + source, own.stream().mapToDouble(Row::probability).average().orElse(0));
      metrics.put("true_" + source, own.stream().mapToDouble(Row::outcome).average().orElse(0));
    }
    return metrics;
  }

  private static double square(Row row) {
    return (row.probability - row.outcome()) * (row.probability - row.outcome());
  }

  /** Chance that a row that failed (more than half) has the higher probability. */
  private static double auc(List<Row> rows) {
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
        if (sorted.get(start).outcome() > 0.5) {
          rankSum += rank;
          bad++;
        }
      }
    }
    long good = sorted.size() - bad;
    return bad == 0 || good == 0 ? 0.5 : (rankSum - bad * (bad + 1) / 2.0) / bad / good;
  }

  /** Expected calibration error over bins of equal width. */
  private static double calibrationError(List<Row> rows) {
    double[] gap = new double[BINS];
    for (Row row : rows) {
      gap[Math.min(BINS - 1, (int) (row.probability * BINS))] += row.probability - row.outcome();
    }
    double sum = 0;
    for (double bin : gap) {
      sum += Math.abs(bin);
    }
    return rows.isEmpty() ? 0 : sum / rows.size();
  }
}
