package dev.interlock.reuse;

import java.util.Optional;

/**
 * A vector as the index keeps it: the signs of its coordinates, which tell in a few instructions
 * about how far two vectors lie apart, and its coordinates in eight bits each, which tell their
 * cosine.
 *
 * @param sketch one bit a coordinate, set where it is above zero
 * @param codes the coordinates, scaled so that the largest is 127
 * @param scale one over the length of {@code codes} as a vector
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record VectorCode(long[] sketch, byte[] codes, float scale) {
  static final int DIMENSIONS = 384;
  static final int WORDS = DIMENSIONS / Long.SIZE;

  private static final float LARGEST = 127;

  /** The code of {@code vector}; empty if it is of another length, zero or not finite. */
  static Optional<VectorCode> of(float[] vector) {
    if (vector.length != DIMENSIONS) {
      return Optional.empty();
    }
    float largest = 0;
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        return Optional.empty();
      }
      largest = Math.max(largest, Math.abs(value));
    }
    return largest > 0 ? Optional.of(code(vector, largest)) : Optional.empty();
  }

  private static VectorCode code(float[] vector, float largest) {
    long[] sketch = new long[WORDS];
    byte[] codes = new byte[DIMENSIONS];
    long squares = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      if (vector[i] > 0) {
        sketch[i / Long.SIZE] |= 1L << i;
      }
      codes[i] = (byte) Math.round(vector[i] / largest * LARGEST);
      squares += codes[i] * codes[i];
    }
    return new VectorCode(sketch, codes, (float) (1 / Math.sqrt((double) squares)));
  }
}
