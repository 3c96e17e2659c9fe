package dev.interlock.reuse;

import dev.interlock.embedding.Vectors;
import java.util.Random;

/** Made-up vectors of unit length. */
final class VectorFixture {
  private VectorFixture() {}

  static float[] unit(Random random) {
    float[] vector = new float[ReuseIndex.DIMENSIONS];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    Vectors.normalize(vector);
    return vector;
  }

  /** A vector at this cosine to {@code other}. */
  static float[] near(float[] other, double cosine, Random random) {
    float[] noise = unit(random);
    float along = Vectors.dot(noise, other);
    for (int i = 0; i < noise.length; i++) {
      noise[i] -= along * other[i];
    }
    Vectors.normalize(noise);
    float[] near = new float[noise.length];
    for (int i = 0; i < near.length; i++) {
      near[i] = (float) (cosine * other[i] + Math.sqrt(1 - cosine * cosine) * noise[i]);
    }
    return near;
  }
}
