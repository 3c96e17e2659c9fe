package dev.interlock.head;

import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int HELD_OUT_SHARE = 10;
  private static final long SPLIT_SEED = 7;

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

  /** These rows and, as one more class, {@code outside}. */
  TrainingSet withOutside(List<Features> outside) {
    List<String> names = new ArrayList<>(classes);
    names.add("");
    List<Features> all = new ArrayList<>(rows);
    all.addAll(outside);
    int[] allLabels = Arrays.copyOf(labels, all.size());
    Arrays.fill(allLabels, labels.length, all.size(), classes.size());
    return new TrainingSet(names, all, allLabels);
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

  /**
   * Splits to choose by, at random but reproducibly and evenly within each class: one with a tenth
   * held out if {@code folds} is 1, else one for each fold. A class with one row stays in training.
   */
  List<Split> splits(int folds) {
    int shares = folds == 1 ? HELD_OUT_SHARE : folds;
    int[] shareOf = new int[size()];
    int[] seen = new int[classes.size()];
    int[] counts = new int[classes.size()];
    for (int label : labels) {
      counts[label]++;
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(SPLIT_SEED));
    for (int row : order) {
      int label = labels[row];
      shareOf[row] = counts[label] == 1 ? shares : seen[label]++ % shares;
    }
    List<Split> splits = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      List<Integer> kept = new ArrayList<>();
      List<Integer> held = new ArrayList<>();
      for (int row = 0; row < size(); row++) {
        (shareOf[row] == fold ? held : kept).add(row);
      }
      if (!held.isEmpty()) {
        splits.add(new Split(select(kept), select(held)));
      }
    }
    return splits;
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
