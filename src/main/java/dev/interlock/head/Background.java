package dev.interlock.head;

import dev.interlock.embedding.Vectors;
import java.util.Arrays;
import java.util.List;

/**
 * General texts as examples of what belongs to no class: those among them that do express one of
 * the classes are left out.
 */
public final class Background {
  private Background() {}

  /**
   * The texts of {@code general} that are less like each class's mean than half of the class's own
   * rows, each compared with the mean of the others.
   */
  public static List<Features> unlike(TrainingSet set, List<Features> general) {
    boolean forward = set.hasForward();
    if (!forward && !set.hasStatics()) {
      return general;
    }
    int dimension = vector(set.rows().getFirst(), forward).length;
    float[][] sums = new float[set.classes().size()][dimension];
    for (int row = 0; row < set.size(); row++) {
      add(sums[set.labels()[row]], vector(set.rows().get(row), forward), 1);
    }
    double[] own = new double[set.size()];
    for (int row = 0; row < own.length; row++) {
      float[] vector = vector(set.rows().get(row), forward);
      float[] others = sums[set.labels()[row]].clone();
      add(others, vector, -1);
      own[row] = cosine(others, vector);
    }
    Arrays.sort(own);
    double typical = own[own.length / 2];
    return general.stream()
        .filter(row -> nearest(sums, vector(row, forward)) < Math.max(typical, 0.2))
        .toList();
  }

  private static double nearest(float[][] sums, float[] vector) {
    double nearest = -1;
    for (float[] sum : sums) {
      nearest = Math.max(nearest, cosine(sum, vector));
    }
    return nearest;
  }

  private static double cosine(float[] sum, float[] vector) {
    double norm = Math.sqrt(Vectors.dot(sum, sum));
    return norm > 0 ? Vectors.dot(sum, vector) / norm : 0;
  }

  private static void add(float[] sum, float[] vector, float factor) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += factor * vector[d];
    }
  }

  private static float[] vector(Features row, boolean forward) {
    return forward ? row.forward() : row.statics();
  }
}
