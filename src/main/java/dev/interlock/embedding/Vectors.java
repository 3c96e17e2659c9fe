package dev.interlock.embedding;

/** Arithmetic on dense vectors. */
public final class Vectors {
  private Vectors() {}

  /** Scales {@code vector} to unit length, in place; a zero vector stays zero. */
  public static void normalize(float[] vector) {
    double norm = Math.sqrt(dot(vector, vector));
    if (norm > 0) {
      float scale = (float) (1 / norm);
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= scale;
      }
    }
  }

  /** Inner product; the cosine, for unit vectors. */
  public static float dot(float[] a, float[] b) {
    // Four sums, so that the loop is not one chain of dependent additions.
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
