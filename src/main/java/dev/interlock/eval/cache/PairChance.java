package dev.interlock.eval.cache;

import java.util.OptionalDouble;

/** The second check: the chance that two requests ask for the same; nothing if it refuses. */
interface PairChance {
  /** No second check. */
  PairChance NONE = (_, _) -> OptionalDouble.of(1);

  OptionalDouble of(Asked earlier, Asked now);
}
