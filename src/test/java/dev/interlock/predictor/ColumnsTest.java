package dev.interlock.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void compares_to_all_what_one_by_one_would_give_to_the_last_bit() {
    var random = new Random(1);
    float[][] vectors = new float[37][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = vector(random);
    }
    float[] asked = vector(random);
    var columns = Columns.of(vectors);

    float[] products = columns.products(asked);
    float[] distances = columns.squaredDistances(asked);

    for (int i = 0; i < vectors.length; i++) {
      float product = 0;
      float distance = 0;
      for (int d = 0; d < asked.length; d++) {
        product += asked[d] * vectors[i][d];
        distance += (asked[d] - vectors[i][d]) * (asked[d] - vectors[i][d]);
      }
      assertThat(products[i]).isEqualTo(product);
      assertThat(distances[i]).isEqualTo(distance);
      assertThat(columns.vector(i)).isEqualTo(vectors[i]);
    }
    assertThat(columns.size()).isEqualTo(37);
  }

  private static float[] vector(Random random) {
    float[] vector = new float[19];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return vector;
  }
}
