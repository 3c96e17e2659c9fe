package dev.interlock.eval.pii;

import dev.interlock.eval.pii.MarkedText.Mark;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well places are found: a mark counts as found if something of its kind is found that overlaps
 * it, and what is found counts as right if it overlaps a mark of its kind. Not thread-safe.
 */
final class SpanScore {
  private final Map<String, Counts> kinds = new TreeMap<>();
  private final Counts all = new Counts();
  private long rows;
  private long clean;
  private long cleanFlagged;
  private long marked;
  private long markedFlagged;

  /** Counts of one kind. */
  static final class Counts {
    private long marks;
    private long marksFound;
    private long found;
    private long foundRight;

    double recall() {
      return marks == 0 ? 1 : (double) marksFound / marks;
    }

    double precision() {
      return found == 0 ? 1 : (double) foundRight / found;
    }

    long marks() {
      return marks;
    }
  }

  void add(List<Mark> marks, List<Mark> found) {
    rows++;
    if (marks.isEmpty()) {
      clean++;
      cleanFlagged += found.isEmpty() ? 0 : 1;
    } else {
      marked++;
      markedFlagged += found.isEmpty() ? 0 : 1;
    }
    for (Mark mark : marks) {
      Counts kind = of(mark.kind());
      boolean hit = found.stream().anyMatch(mark::overlaps);
      kind.marks++;
      all.marks++;
      kind.marksFound += hit ? 1 : 0;
      all.marksFound += hit ? 1 : 0;
    }
    for (Mark each : found) {
      Counts kind = of(each.kind());
      boolean right = marks.stream().anyMatch(each::overlaps);
      kind.found++;
      all.found++;
      kind.foundRight += right ? 1 : 0;
      all.foundRight += right ? 1 : 0;
    }
  }

  private Counts of(String kind) {
    return kinds.computeIfAbsent(kind, _ -> new Counts());
  }

  Map<String, Counts> kinds() {
    return kinds;
  }

  Counts all() {
    return all;
  }

  long rows() {
    return rows;
  }

  /** Share of rows with marks in which anything was found: those that a rule sees. */
  double flagged() {
    return marked == 0 ? 1 : (double) markedFlagged / marked;
  }

  /** Share of rows without marks in which something was found: those that a rule hits in vain. */
  double flaggedInVain() {
    return clean == 0 ? 0 : (double) cleanFlagged / clean;
  }
}
