package dev.interlock.semantic;

import java.util.function.Consumer;

/** Tells whether two answers to a question say the same. Thread-safe. */
public interface AnswerJudge extends AutoCloseable {
  /** What it finds. */
  enum Finding {
    /** They say the same. */
    SAME,
    /** They do not, as far as anybody can show. */
    DIFFERENT,
    /** Nobody was asked, whatever the answers are: there is no evidence. */
    NONE
  }

  /**
   * Two answers to compare.
   *
   * @param question that was asked now
   * @param kept the answer that would have served
   * @param given the answer that a model gave
   */
  record Case(String question, String kept, String given) {
    /** No word of them. */
    @Override
    public String toString() {
      return "Case[]";
    }
  }

  /** Tells {@code then} once, at once or later, on any thread. Never throws. */
  void judge(Case about, Consumer<Finding> then);

  /** Who judges: evidence of one is none for another. */
  String identity();

  /** Lets go of what it holds; what is open tells {@link Finding#NONE}. */
  @Override
  default void close() {}
}
