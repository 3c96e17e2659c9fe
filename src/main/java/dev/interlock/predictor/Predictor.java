package dev.interlock.predictor;

import dev.interlock.embedding.Encoding;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Expects of each model what it makes of this kind of prompt on average, corrected by what it made
 * of prompts like this one; where support is thin, what it makes of any prompt. Immutable; any
 * thread. Takes microseconds, and no forward pass.
 *
 * @param landmarks what a text is compared to
 * @param support when the comparison says something
 * @param means average score of each model
 * @param classes what is expected by kind of prompt
 * @param residuals correction for each model
 * @param calibration of the sum
 * @param tokens length of the answers
 * @param costs price of the answers, as they were when the outcomes were collected
 */
@SuppressWarnings("ArrayRecordComponent")
public record Predictor(
    Landmarks landmarks,
    Support support,
    float[] means,
    Classes classes,
    LinearMap residuals,
    Calibration calibration,
    Sizes tokens,
    Sizes costs) {

  /** What is expected for the text of {@code encoding}. */
  public Forecast forecast(Encoding encoding) {
    return forecast(Representation.of(encoding));
  }

  /** What is expected for {@code text}. */
  public Forecast forecast(Representation text) {
    float[] similarities = landmarks.similarities(text);
    double support = this.support.of(similarities);
    double[] kinds = classes.chances(similarities);
    return new Forecast(
        chances(similarities, kinds, support),
        tokens.expected(similarities, support),
        support,
        floats(kinds),
        classes.names());
  }

  /** What the answer of each model is expected to cost, at the prices of the outcomes. */
  public double[] costs(Representation text) {
    float[] similarities = landmarks.similarities(text);
    return costs.expected(similarities, support.of(similarities));
  }

  private double[] chances(float[] similarities, double[] kinds, double support) {
    double[] chances = classes.expected(kinds, means.length);
    double[] corrections = residuals.apply(similarities);
    for (int m = 0; m < chances.length; m++) {
      chances[m] = chance(m, chances[m] + corrections[m], support);
    }
    return chances;
  }

  /**
   * The chance of {@code model}.
   *
   * @param prediction what is expected of its kind, with the correction
   * @param support as in {@link Forecast}
   */
  public double chance(int model, double prediction, double support) {
    return means[model] + support * (calibration.apply(model, prediction) - means[model]);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  void write(DataOutput out) throws IOException {
    landmarks.write(out);
    support.write(out);
    Floats.write(out, means);
    classes.write(out);
    residuals.write(out);
    calibration.write(out);
    tokens.write(out);
    costs.write(out);
  }

  static Predictor read(DataInput in) throws IOException {
    Landmarks landmarks = Landmarks.read(in);
    int size = landmarks.size();
    return new Predictor(
        landmarks,
        Support.read(in),
        Floats.read(in),
        Classes.read(in, size),
        LinearMap.read(in, size),
        Calibration.read(in),
        Sizes.read(in, size),
        Sizes.read(in, size));
  }
}
