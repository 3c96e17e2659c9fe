package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How large a model's answer will be: in tokens, or in USD.
 *
 * @param relative expected size, as a multiple of the model's mean
 * @param means mean size of each model's answers; NaN where it is unknown
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sizes(LinearMap relative, float[] means) {
  /** No answer is expected to be smaller than this multiple of the mean. */
  private static final double LEAST = 0.1;

  /** Of outcomes that do not tell. */
  public static Sizes unknown(int landmarks, int models) {
    float[] means = new float[models];
    Arrays.fill(means, Float.NaN);
    return new Sizes(LinearMap.none(landmarks), means);
  }

  /**
   * The expected size for each model.
   *
   * @param support as in {@link Forecast}
   */
  double[] expected(float[] similarities, double support) {
    double[] numbers = relative.apply(similarities);
    double[] expected = new double[means.length];
    for (int m = 0; m < expected.length; m++) {
      double multiple = m < numbers.length ? Math.max(LEAST, numbers[m]) : 1;
      expected[m] = means[m] * (1 + support * (multiple - 1));
    }
    return expected;
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, means);
    relative.write(out);
  }

  static Sizes read(DataInput in, int landmarks) throws IOException {
    float[] means = Floats.read(in);
    return new Sizes(LinearMap.read(in, landmarks), means);
  }
}
