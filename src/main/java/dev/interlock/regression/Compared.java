package dev.interlock.regression;

import dev.interlock.proto.decision.v1.Decision;

/**
 * One request under both configurations.
 *
 * @param place where it stands
 * @param before where it goes under the old one
 * @param after where it goes under the new one
 * @param why it moves; empty if it stays
 * @param against the new configuration's rule behind the move; empty if none is
 */
record Compared(String place, Route before, Route after, String why, String against) {
  static Compared of(String place, Route before, Decision decision) {
    Route after = Route.of(decision);
    String from = before.target();
    boolean moves = !after.target().equals(from);
    return new Compared(
        place,
        before,
        after,
        moves ? Route.whyNot(decision, from) : "",
        moves ? Route.ruleAgainst(decision, before.model()) : "");
  }

  boolean moves() {
    return !before.target().equals(after.target());
  }

  /** Whether it goes where it went, by other rules or for another reason. */
  boolean restated() {
    return !moves()
        && !(before.rules().equals(after.rules()) && before.reason().equals(after.reason()));
  }
}
