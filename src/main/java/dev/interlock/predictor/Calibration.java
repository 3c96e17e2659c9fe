package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Makes predictions mean what they say, by rows that were held out.
 *
 * @param offsets of each model
 * @param slope of all of them
 */
@SuppressWarnings("ArrayRecordComponent")
public record Calibration(float[] offsets, float slope) {
  /** The expected score of {@code model}, in [0, 1]. */
  public double apply(int model, double prediction) {
    return Math.clamp(offsets[model] + slope * prediction, 0, 1);
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, offsets);
    out.writeFloat(slope);
  }

  static Calibration read(DataInput in) throws IOException {
    return new Calibration(Floats.read(in), in.readFloat());
  }
}
