package dev.interlock.memory;

/**
 * A sign of what an answer was worth.
 *
 * @param occasion what was decided
 * @param sign what it is known by
 * @param score of the answer, in [0, 1]
 * @param weight how much of a whole judgement it is; negative: an equal experience of that weight
 *     is taken back, as if it had never been learnt
 */
public record Experience(Occasion occasion, Sign sign, double score, double weight) {
  public Experience {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score: " + score + " (expected: 0..1)");
    }
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: a number)");
    }
  }

  /** What takes this back. */
  Experience taken() {
    return new Experience(occasion, sign, score, -weight);
  }
}
