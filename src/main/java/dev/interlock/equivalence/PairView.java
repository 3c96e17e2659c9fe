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
 */
@SuppressWarnings("ArrayRecordComponent")
public record PairView(Wording wording, float[] fixed, Optional<float[]> forward) {
  /** The view of {@code text}; runs its forward pass if that has not run. */
  public static PairView of(String text, Encoding encoding) {
    return new PairView(Wording.of(text), encoding.staticVector(), encoding.forward());
  }

  /** This view without the transformer's vector. */
  public PairView withoutForward() {
    return new PairView(wording, fixed, Optional.empty());
  }

  /** Not the text. */
  @Override
  public String toString() {
    return wording.toString();
  }
}
