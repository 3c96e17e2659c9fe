package dev.interlock.eval.cache;

import java.util.ArrayList;
import java.util.List;

/**
 * A stream by its name: a set of texts, and what happens on the way. With {@code -drift} a tenth of
 * the answers is another one from the middle on, with nothing said about it; with {@code -late}
 * verdicts come 200 requests later.
 *
 * @param texts the set
 */
record StreamSet(String texts, boolean drifts, int delay) {
  private static final String DRIFT = "-drift";
  private static final String LATE = "-late";
  private static final int DELAY = 200;
  private static final int OF = 10;

  static StreamSet of(String name) {
    if (name.endsWith(DRIFT)) {
      return new StreamSet(name.substring(0, name.length() - DRIFT.length()), true, 0);
    }
    return name.endsWith(LATE)
        ? new StreamSet(name.substring(0, name.length() - LATE.length()), false, DELAY)
        : new StreamSet(name, false, 0);
  }

  /** What becomes of an order of the texts. */
  List<Asked> order(List<Asked> texts) {
    if (!drifts) {
      return texts;
    }
    var order = new ArrayList<>(texts);
    for (int i = texts.size() / 2; i < texts.size(); i++) {
      Asked asked = texts.get(i);
      if (asked.answer() % OF == 0) {
        order.set(i, new Asked(asked.text(), -1 - asked.answer(), asked.vector(), asked.view()));
      }
    }
    return order;
  }
}
