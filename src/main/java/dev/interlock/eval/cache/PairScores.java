package dev.interlock.eval.cache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How well a score tells pairs that are the same from those that are not. */
final class PairScores {
  private record Row(double score, boolean same) {}

  private final List<Row> rows = new ArrayList<>();

  void add(double score, boolean same) {
    rows.add(new Row(score, same));
  }

  int count(boolean same) {
    return (int) rows.stream().filter(row -> row.same == same).count();
  }

  /** Area under the ROC curve; ties count half. */
  double auc() {
    List<Row> sorted = rows.stream().sorted(Comparator.comparingDouble(Row::score)).toList();
    double ranks = 0;
    for (int i = 0; i < sorted.size(); ) {
      int end = i;
      int ones = 0;
      while (end < sorted.size() && sorted.get(end).score == sorted.get(i).score) {
        ones += sorted.get(end).same ? 1 : 0;
        end++;
      }
      ranks += ones * (i + end + 1) / 2.0;
      i = end;
    }
    double same = count(true);
    double others = count(false);
    return (ranks - same * (same + 1) / 2) / (same * others);
  }

  /** The largest share of the same pairs that a threshold takes with at most that share wrong. */
  double recall(double wrongShare) {
    return at(threshold(wrongShare));
  }

  private double at(double threshold) {
    long found = rows.stream().filter(row -> row.same && row.score >= threshold).count();
    return (double) found / count(true);
  }

  /**
   * The lowest score from which on at most {@code wrongShare} of what is taken is wrong; above all
   * scores if there is none.
   */
  double threshold(double wrongShare) {
    List<Row> sorted =
        rows.stream().sorted(Comparator.comparingDouble(Row::score).reversed()).toList();
    double threshold = 1.01;
    int wrong = 0;
    for (int i = 0; i < sorted.size(); i++) {
      wrong += sorted.get(i).same ? 0 : 1;
      boolean last = i + 1 == sorted.size() || sorted.get(i + 1).score < sorted.get(i).score;
      if (last && wrong <= wrongShare * (i + 1)) {
        threshold = sorted.get(i).score;
      }
    }
    return threshold;
  }
}
