package dev.interlock.memory;

import java.util.Optional;

/**
 * A sign that was counted, as listeners are told of it and as a journal keeps it.
 *
 * @param decisionId which decision it is about
 * @param experience what was learnt from, or could be
 * @param before what this one replaces, of feedback that came twice
 * @param learned the chance with what memory would have added when it was decided; NaN if none was
 *     expected
 * @param bundle version of the router bundle that {@code kinds} are of; empty without kinds
 * @param atUnixMs when the sign came
 */
public record Judgement(
    String decisionId,
    Experience experience,
    Optional<Earlier> before,
    double learned,
    String bundle,
    long atUnixMs) {
  /**
   * What was said before.
   *
   * @param score in [0, 1]
   * @param atUnixMs when
   */
  public record Earlier(double score, long atUnixMs) {}

  /** What this one replaces. */
  Optional<Experience> replaced() {
    return before.map(
        earlier ->
            new Experience(
                experience.occasion(), experience.sign(), earlier.score(), experience.weight()));
  }

  /** Whether the answer was good enough, as far as this sign tells. */
  public boolean isGood() {
    return isGood(experience.score());
  }

  /** Whether an answer of {@code score} is good enough. */
  public static boolean isGood(double score) {
    return score >= 0.5;
  }
}
