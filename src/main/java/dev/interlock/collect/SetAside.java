package dev.interlock.collect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Models that are asked no more, since they left several questions in a row without an answer: a
 * server that is down must not cost every prompt its patience. Thread-safe.
 */
final class SetAside {
  private final int after;
  private final Map<String, Integer> inRow = new HashMap<>();
  private final TreeSet<String> models = new TreeSet<>();

  /**
   * Nobody is set aside.
   *
   * @param after questions in a row without an answer
   */
  SetAside(int after) {
    this.after = after;
  }

  synchronized boolean contains(String model) {
    return models.contains(model);
  }

  /** {@code model} has said something, be it that it may not. */
  synchronized void heard(String model) {
    inRow.remove(model);
  }

  /** {@code model} has said nothing. */
  synchronized void silent(String model) {
    if (inRow.merge(model, 1, Integer::sum) >= after) {
      models.add(model);
    }
  }

  synchronized List<String> models() {
    return List.copyOf(models);
  }
}
