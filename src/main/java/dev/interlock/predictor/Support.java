package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much like the training texts a text is, by its similarity to the nearest landmark.
 *
 * @param thin similarity at and below which nothing is known of such texts
 * @param ample similarity from which on they are as the training texts are
 */
public record Support(double thin, double ample) {
  double of(float[] similarities) {
    float nearest = 0;
    for (float similarity : similarities) {
      nearest = Math.max(nearest, similarity);
    }
    return of(nearest);
  }

  /** The same, of the similarity to the nearest landmark. */
  public double of(double nearest) {
    return Math.clamp((nearest - thin) / (ample - thin), 0, 1);
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(thin);
    out.writeDouble(ample);
  }

  static Support read(DataInput in) throws IOException {
    return new Support(in.readDouble(), in.readDouble());
  }
}
