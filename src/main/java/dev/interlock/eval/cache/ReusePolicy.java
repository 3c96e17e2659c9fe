package dev.interlock.eval.cache;

import dev.interlock.reuse.Poll;
import java.util.Optional;

/** Decides for one stream whether an earlier request's answer is reused. */
interface ReusePolicy {
  /** Waits for whether the answer that was not reused would have been right. */
  interface Explored {
    void judged(boolean right);
  }

  /** Nothing if the entry's answer is reused. */
  Optional<Explored> explore(Poll.Candidate candidate);

  /** Told whether the answer of a neighbour that was not to serve would have been right. */
  default void compared(Poll.Candidate other, boolean right) {
    note(other.near().entry(), other, right);
  }

  /** Told how an entry's answer compares with another that came. */
  default void note(long entry, Poll.Candidate as, boolean right) {}

  /** Whether it makes anything of what is judged. */
  default boolean learns() {
    return true;
  }

  /** Entries less similar than this are nothing to it. */
  default double least() {
    return NearTexts.LEAST;
  }

  /** Whatever is at least as similar as {@code threshold}. */
  static ReusePolicy fixed(double threshold) {
    return new ReusePolicy() {
      @Override
      public Optional<Explored> explore(Poll.Candidate candidate) {
        return Optional.empty();
      }

      @Override
      public boolean learns() {
        return false;
      }

      @Override
      public double least() {
        return threshold;
      }
    };
  }
}
