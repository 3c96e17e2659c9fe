package dev.interlock.semantic;

import com.google.protobuf.ByteString;

/**
 * Vectors of length 1 with a signed byte a coordinate, the largest of which is 127: a quarter of
 * the room, and a cosine that is off by some thousandths. Pure; any thread.
 */
public final class ByteVector {
  private static final float LARGEST = 127;

  private ByteVector() {}

  /** What is left of a vector of length 1 once it is kept so. */
  public static float[] rounded(float[] vector) {
    return decode(encode(vector));
  }

  static ByteString encode(float[] vector) {
    float largest = 0;
    for (float value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    byte[] codes = new byte[vector.length];
    if (largest > 0) {
      for (int i = 0; i < codes.length; i++) {
        codes[i] = (byte) Math.round(vector[i] / largest * LARGEST);
      }
    }
    return ByteString.copyFrom(codes);
  }

  /** The vector, of length 1 unless it is all zeros. */
  static float[] decode(ByteString codes) {
    long squares = 0;
    for (int i = 0; i < codes.size(); i++) {
      squares += codes.byteAt(i) * codes.byteAt(i);
    }
    float[] vector = new float[codes.size()];
    if (squares > 0) {
      float scale = (float) (1 / Math.sqrt((double) squares));
      for (int i = 0; i < vector.length; i++) {
        vector[i] = codes.byteAt(i) * scale;
      }
    }
    return vector;
  }
}
