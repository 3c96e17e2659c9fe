package dev.interlock.eval.pool;

import dev.interlock.predictor.training.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows by the task that somebody named. */
public final class Tasks {
  private Tasks() {}

  /** By task, in order of names; rows without one are left out. */
  public static SortedMap<String, List<Example>> group(List<Example> rows) {
    var groups = new TreeMap<String, List<Example>>();
    for (Example row : rows) {
      row.task().ifPresent(task -> groups.computeIfAbsent(task, _ -> new ArrayList<>()).add(row));
    }
    return groups;
  }

  /** Whether rows are told apart by them. */
  public static boolean differ(List<Example> rows) {
    return group(rows).size() > 1;
  }
}
