package dev.interlock.head;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Labelled rows of one head's training data. Immutable.
 *
 * @param classes class names, in order of first appearance
 * @param rows features of each row
 * @param labels class of each row
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingSet(List<String> classes, List<Features> rows, int[] labels) {
  public TrainingSet {
    classes = List.copyOf(classes);
    rows = List.copyOf(rows);
    if (rows.size() != labels.length) {
      throw new IllegalArgumentException(
          "labels: " + labels.length + " (expected: " + rows.size() + ")");
    }
  }

  /** The set with a name per row. */
  public static TrainingSet of(List<Features> rows, List<String> names) {
    Map<String, Integer> index = new LinkedHashMap<>();
    int[] labels = new int[names.size()];
    for (int i = 0; i < labels.length; i++) {
      Integer known = index.putIfAbsent(names.get(i), index.size());
      labels[i] = known == null ? index.size() - 1 : known;
    }
    return new TrainingSet(List.copyOf(index.keySet()), rows, labels);
  }

  int size() {
    return labels.length;
  }

  boolean hasStatics() {
    return rows.stream().allMatch(row -> row.statics().length > 0);
  }

  boolean hasForward() {
    return rows.stream().allMatch(row -> row.forward().length > 0);
  }

  Rows ngrams(int buckets) {
    return new SparseRows(rows.stream().map(Features::ngrams).toList(), buckets);
  }

  Rows statics() {
    return new DenseRows(rows.stream().map(Features::statics).toList());
  }

  Rows forwards() {
    return new DenseRows(rows.stream().map(Features::forward).toList());
  }

  /** Splits off every {@code 1/share}-th row of each class, at random but reproducibly. */
  Split split(int share, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    int[] seen = new int[classes.size()];
    List<Integer> kept = new ArrayList<>();
    List<Integer> held = new ArrayList<>();
    for (int row : order) {
      (seen[labels[row]]++ % share == share - 1 ? held : kept).add(row);
    }
    kept.sort(null);
    held.sort(null);
    return new Split(select(kept), select(held));
  }

  /** Rows to train on and rows to choose by. */
  record Split(TrainingSet kept, TrainingSet held) {}

  private TrainingSet select(List<Integer> chosen) {
    return new TrainingSet(
        classes,
        chosen.stream().map(rows::get).toList(),
        chosen.stream().mapToInt(row -> labels[row]).toArray());
  }

  /** Neither texts nor vectors. */
  @Override
  public String toString() {
    return "TrainingSet[classes=" + classes.size() + ", rows=" + size() + "]";
  }
}
