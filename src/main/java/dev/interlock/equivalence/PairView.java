package dev.interlock.equivalence;

import dev.interlock.embedding.Encoding;
import java.util.Optional;

/**
 * One text of a pair: what guards and the pair head know of it. The vectors are not copied and must
 * not change.
 *
 * @param wording what guards know
 * @param fixed static vector of the whole text, of length 1
 * @param forward transformer vector of length 1, or empty if there was none
 * @param space the vector space that the encoder made them in; views of two are never the same
 */
@SuppressWarnings("ArrayRecordComponent")
public record PairView(Wording wording, float[] fixed, Optional<float[]> forward, String space) {
  private static final double TOLERANCE = 0.05;

  /** The view of {@code text}; runs its forward pass if that has not run. */
  public static PairView of(String text, Encoding encoding) {
    return new PairView(
        Wording.of(text), encoding.staticVector(), encoding.forward(), encoding.space());
  }

  /** This view without the transformer's vector. */
  public PairView withoutForward() {
    return new PairView(wording, fixed, Optional.empty(), space);
  }

  /** The share of the words of both texts that are in both; 1 where nobody knows. */
  public double wordsInCommon(PairView other) {
    return wording.wordsInCommon(other.wording);
  }

  /** A hash of what the text says, the same for texts that say it in other ways known to us. */
  public long saying() {
    return wording.gist().high();
  }

  /**
   * Whether head and cosine can be asked about these two: they are of one space, and every vector
   * is of length 1. What is not a number, or no vector, never lets an answer be used again.
   */
  boolean comparable(PairView other) {
    return space.equals(other.space)
        && fixed.length == other.fixed.length
        && sound(fixed)
        && sound(other.fixed)
        && forward.map(PairView::sound).orElse(true)
        && other.forward.map(PairView::sound).orElse(true)
        && (forward.isEmpty()
            || other.forward.isEmpty()
            || forward.get().length == other.forward.get().length);
  }

  private static boolean sound(float[] vector) {
    double square = 0;
    for (float x : vector) {
      square += (double) x * x;
    }
    return Math.abs(square - 1) < TOLERANCE;
  }

  /** Not the text. */
  @Override
  public String toString() {
    return wording.toString();
  }
}
