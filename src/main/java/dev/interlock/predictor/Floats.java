package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays of floats in a file: their length, then the numbers, big-endian. */
final class Floats {
  /** No array of a bundle is longer: a damaged length must not become an allocation. */
  private static final int MOST = 1 << 24;

  private Floats() {}

  static void write(DataOutput out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  static float[] read(DataInput in) throws IOException {
    float[] values = new float[length(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  static int length(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new IOException("length: " + length + " (expected: at most " + MOST + ")");
    }
    return length;
  }
}
