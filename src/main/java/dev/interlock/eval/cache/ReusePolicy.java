package dev.interlock.eval.cache;

import java.util.Optional;

/** Decides for one stream whether an earlier request's answer is reused. */
interface ReusePolicy {
  /** Waits for whether the answer that was not reused would have been right. */
  interface Explored {
    void judged(boolean right);
  }

  /** Nothing if the entry's answer is reused. */
  Optional<Explored> explore(long entry, double similarity, double pairChance);

  /** Told how an entry's answer compares with another that came. */
  default void note(long entry, double similarity, double pairChance, boolean right) {}

  /** Whatever is at least as similar as {@code threshold}. */
  static ReusePolicy fixed(double threshold) {
    Optional<Explored> explore = Optional.of(_ -> {});
    return (_, similarity, _) -> similarity >= threshold ? Optional.empty() : explore;
  }
}
