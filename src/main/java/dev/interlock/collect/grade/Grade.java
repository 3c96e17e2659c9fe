package dev.interlock.collect.grade;

/** What a grader makes of an answer. */
public sealed interface Grade {
  /** Right or wrong. */
  static Grade of(boolean right) {
    return new Scored(right ? 1 : 0);
  }

  /**
   * How good it is.
   *
   * @param score in [0, 1]
   */
  record Scored(double score) implements Grade {
    public Scored {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("score: " + score + " (expected: in [0, 1])");
      }
    }
  }

  /**
   * Nobody can say: the grader failed, not the answer.
   *
   * @param why in a few words, without a word of the answer
   */
  record Ungraded(String why) implements Grade {}
}
