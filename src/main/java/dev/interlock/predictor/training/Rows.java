package dev.interlock.predictor.training;

import dev.interlock.predictor.Landmarks;
import dev.interlock.predictor.Representation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The examples as the stages of training see them: in the order of their keys, so that the order of
 * a file does not matter, with features and folds. What is regressed on the same rows shares the
 * sums over them.
 */
final class Rows {
  static final int FOLDS = 3;

  /** As many as pay: more do not predict better on any of the public sets. */
  static final int MOST_LANDMARKS = 1024;

  private final List<Example> examples;
  private final FeatureMap map;
  private final Landmarks landmarks;
  private final DMatrixRMaj features;
  private final int[] folds;
  private final Map<List<Integer>, Regression> regressions = new HashMap<>();

  Rows(List<Example> unordered) {
    examples = unordered.stream().sorted(Comparator.comparing(Example::key)).toList();
    List<Representation> texts = examples.stream().map(Example::text).toList();
    int[] chosen = chosen();
    landmarks = Landmarks.choose(texts, chosen);
    map = new FeatureMap(landmarks, Arrays.stream(chosen).mapToObj(texts::get).toList());
    features = map.features(texts);
    folds = new int[examples.size()];
    for (int i = 0; i < folds.length; i++) {
      // Not the beginning of the key, by which evaluations split.
      folds[i] = (int) (Long.parseLong(examples.get(i).key().substring(56), 16) % FOLDS);
    }
  }

  /** Spread evenly over the keys, which are hashes; each text once. */
  private int[] chosen() {
    var distinct = new ArrayList<Integer>();
    for (int i = 0; i < examples.size(); i++) {
      if (i == 0 || !examples.get(i).key().equals(examples.get(i - 1).key())) {
        distinct.add(i);
      }
    }
    int count = Math.min(MOST_LANDMARKS, distinct.size());
    return IntStream.range(0, count)
        .map(i -> distinct.get((int) ((long) i * distinct.size() / count)))
        .toArray();
  }

  List<Example> examples() {
    return examples;
  }

  int size() {
    return examples.size();
  }

  FeatureMap map() {
    return map;
  }

  Landmarks landmarks() {
    return landmarks;
  }

  /** Regressions on {@code rows}. */
  Regression regression(int[] rows) {
    List<Integer> key = Arrays.stream(rows).boxed().toList();
    return regressions.computeIfAbsent(key, _ -> new Regression(features, rows, folds, FOLDS));
  }

  int fold(int row) {
    return folds[row];
  }
}
