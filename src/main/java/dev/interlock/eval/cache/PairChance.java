package dev.interlock.eval.cache;

/** The second check: the chance that two requests ask for the same. */
interface PairChance {
  /** No second check. */
  PairChance NONE = (_, _, _) -> 1;

  double of(Asked earlier, Asked now, double similarity);
}
