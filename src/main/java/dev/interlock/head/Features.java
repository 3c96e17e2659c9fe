package dev.interlock.head;

import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.SparseVector;

/**
 * Everything a head may look at in one text, for training.
 *
 * @param ngrams hashed n-grams
 * @param statics static vector, with the shape features after it if the head wants them; may be
 *     empty
 * @param forward transformer vector; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Features(SparseVector ngrams, float[] statics, float[] forward) {
  private static final float[] NONE = {};

  /**
   * The features of {@code encoding}, its forward vector included if there is one.
   *
   * @param shape whether shape features follow the static vector
   */
  public static Features of(Encoding encoding, boolean shape) {
    return new Features(
        encoding.ngrams(), statics(encoding, shape), encoding.forward().orElse(NONE));
  }

  static float[] statics(Encoding encoding, boolean shape) {
    float[] vector = encoding.staticVector();
    if (!shape) {
      return vector;
    }
    float[] features = encoding.shape().features();
    float[] joined = new float[vector.length + features.length];
    System.arraycopy(vector, 0, joined, 0, vector.length);
    System.arraycopy(features, 0, joined, vector.length, features.length);
    return joined;
  }
}
