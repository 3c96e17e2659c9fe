package dev.interlock.reuse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The nearest of those added, nearest first; of equals the one with the smaller id. One thread. */
final class Ranking {
  private final long[] ids;
  private final double[] cosines;
  private int size;

  /** None yet, of at most {@code most}. */
  Ranking(int most) {
    ids = new long[most];
    cosines = new double[most];
  }

  void add(long id, double cosine) {
    int at = size;
    while (at > 0
        && (cosines[at - 1] < cosine || (cosines[at - 1] == cosine && ids[at - 1] > id))) {
      at--;
    }
    if (at == ids.length) {
      return;
    }
    size = Math.min(size + 1, ids.length);
    for (int i = size - 1; i > at; i--) {
      ids[i] = ids[i - 1];
      cosines[i] = cosines[i - 1];
    }
    ids[at] = id;
    cosines[at] = cosine;
  }

  List<Neighbour> neighbours() {
    var neighbours = new ArrayList<Neighbour>(size);
    for (int i = 0; i < size; i++) {
      neighbours.add(new Neighbour(ids[i], Math.clamp(cosines[i], -1, 1)));
    }
    return Collections.unmodifiableList(neighbours);
  }
}
