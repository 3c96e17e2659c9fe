package dev.interlock.eval.cache;

import dev.interlock.embedding.Vectors;
import dev.interlock.equivalence.PairView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Hard pairs that are not the same: for each text the nearest of another cluster, by the
 * transformer's cosine. A few are the same all the same, for clusters are not complete.
 */
final class Neighbours {
  private Neighbours() {}

  /**
   * Pairs across groups.
   *
   * @param groups texts that may mean the same
   * @param each how many neighbours a text is paired with
   */
  static List<TextPair> of(Collection<List<String>> groups, int each, Views views) {
    List<String> texts = new ArrayList<>();
    List<Integer> group = new ArrayList<>();
    int number = 0;
    for (List<String> members : groups) {
      for (String text : members) {
        texts.add(text);
        group.add(number);
      }
      number++;
    }
    List<float[]> vectors = texts.stream().map(text -> vector(views.of(text))).toList();
    List<TextPair> pairs = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      boolean[] taken = new boolean[number];
      taken[group.get(i)] = true;
      for (int k = 0; k < each; k++) {
        int best = -1;
        float closest = -2;
        for (int j = 0; j < texts.size(); j++) {
          if (!taken[group.get(j)]) {
            float cosine = Vectors.dot(vectors.get(i), vectors.get(j));
            if (cosine > closest) {
              closest = cosine;
              best = j;
            }
          }
        }
        if (best >= 0) {
          taken[group.get(best)] = true;
          pairs.add(TextPair.other(texts.get(i), texts.get(best), "neighbour"));
        }
      }
    }
    return pairs;
  }

  private static float[] vector(PairView view) {
    return view.forward().orElse(view.fixed());
  }
}
