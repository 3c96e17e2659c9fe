package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Makes predictions mean what they say: for each model, a line from prediction to expected score,
 * fitted on rows that were held out.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Calibration(float[] offsets, float[] slopes) {
  double apply(int model, double prediction) {
    return Math.clamp(offsets[model] + slopes[model] * prediction, 0, 1);
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, offsets);
    Floats.write(out, slopes);
  }

  static Calibration read(DataInput in) throws IOException {
    return new Calibration(Floats.read(in), Floats.read(in));
  }
}
