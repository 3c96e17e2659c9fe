package dev.interlock.eval.cache;

import dev.interlock.equivalence.PairView;
import java.util.Optional;

/**
 * A request of a stream.
 *
 * @param answer requests with the same one may share an answer
 * @param vector of unit length
 * @param view for the second check, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record Asked(String text, int answer, float[] vector, Optional<PairView> view) {
  /** Without the text. */
  @Override
  public String toString() {
    return "Asked[answer=" + answer + "]";
  }
}
