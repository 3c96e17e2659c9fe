package dev.interlock.eval.cache;

import dev.interlock.reuse.Poll.Standing;
import java.util.List;

/** What the second check says of two requests. */
interface PairChance {
  /**
   * What it says.
   *
   * @param chance that they ask for the same
   */
  record Pair(Standing standing, double chance) {}

  /** No second check. */
  PairChance NONE =
      new PairChance() {
        @Override
        public Pair of(Asked earlier, Asked now) {
          return new Pair(Standing.SAME_WORDS, 1);
        }

        @Override
        public boolean bears(List<Asked> kin, Asked now) {
          return true;
        }
      };

  Pair of(Asked earlier, Asked now);

  /** Whether {@code now} says whatever all of {@code kin} say. */
  boolean bears(List<Asked> kin, Asked now);
}
