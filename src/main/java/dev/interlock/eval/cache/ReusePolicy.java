package dev.interlock.eval.cache;

/** Decides for one stream whether the nearest earlier request's answer is reused. */
interface ReusePolicy {
  boolean reuse(long entry, double similarity, double pairChance);

  /** Told of what was not reused. */
  default void learn(long entry, double similarity, double pairChance, boolean right) {}
}
