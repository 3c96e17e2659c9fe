package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Centre and scales of the training texts. */
@SuppressWarnings("ArrayRecordComponent")
record Standard(float[] centre, float[] shapeMean, float[] shapeDeviation) {
  private static final double LEAST_DEVIATION = 1e-3;

  static Standard of(List<Representation> texts) {
    int dimension = texts.getFirst().statics().length;
    int features = texts.getFirst().shape().length;
    double[] centre = new double[dimension];
    double[] mean = new double[features];
    double[] squares = new double[features];
    for (Representation text : texts) {
      for (int i = 0; i < dimension; i++) {
        centre[i] += text.statics()[i];
      }
      for (int i = 0; i < features; i++) {
        mean[i] += text.shape()[i];
        squares[i] += (double) text.shape()[i] * text.shape()[i];
      }
    }
    double rows = texts.size();
    double[] deviation = new double[features];
    for (int i = 0; i < features; i++) {
      mean[i] /= rows;
      deviation[i] =
          Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares[i] / rows - mean[i] * mean[i])));
    }
    Arrays.setAll(centre, i -> centre[i] / rows);
    return new Standard(floats(centre), floats(mean), floats(deviation));
  }

  /** Of unit length, away from the centre. */
  float[] direction(float[] statics) {
    float[] direction = new float[centre.length];
    double squares = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = statics[i] - centre[i];
      squares += direction[i] * direction[i];
    }
    float length = (float) Math.sqrt(squares);
    if (length > 0) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] /= length;
      }
    }
    return direction;
  }

  float[] shape(float[] features) {
    float[] shape = new float[features.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (features[i] - shapeMean[i]) / shapeDeviation[i];
    }
    return shape;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, centre);
    Floats.write(out, shapeMean);
    Floats.write(out, shapeDeviation);
  }

  static Standard read(DataInput in) throws IOException {
    return new Standard(Floats.read(in), Floats.read(in), Floats.read(in));
  }
}
