package dev.interlock.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxTrainerTest {
  private static final int CLASSES = 3;

  @Test
  void separable_classes_are_separated() {
    List<float[]> rows = new ArrayList<>();
    int[] labels = clusters(rows, 300, 0.15);
    var layer =
        new DenseLayer(
            CLASSES, SoftmaxTrainer.train(new DenseRows(rows), labels, CLASSES, 1e-4, 50));
    for (int i = 0; i < labels.length; i++) {
      float[] scores = layer.scores(rows.get(i));
      for (int c = 0; c < CLASSES; c++) {
        assertThat(scores[labels[i]]).isGreaterThanOrEqualTo(scores[c]);
      }
    }
  }

  @Test
  void the_same_rows_give_the_same_bits() {
    List<float[]> rows = new ArrayList<>();
    int[] labels = clusters(rows, 120, 0.8);
    var dense = new DenseRows(rows);
    assertThat(SoftmaxTrainer.train(dense, labels, CLASSES, 1e-3, 20))
        .containsExactly(SoftmaxTrainer.train(dense, labels, CLASSES, 1e-3, 20));
  }

  @Test
  void without_information_the_biases_learn_the_shares() {
    List<float[]> rows = new ArrayList<>();
    int[] labels = new int[100];
    for (int i = 0; i < labels.length; i++) {
      rows.add(new float[] {0});
      labels[i] = i < 75 ? 0 : 1;
    }
    float[] weights = SoftmaxTrainer.train(new DenseRows(rows), labels, 2, 0, 100);
    double odds = Math.exp(weights[2] - weights[3]);
    assertThat(odds).isBetween(2.9, 3.1);
  }

  private static int[] clusters(List<float[]> rows, int count, double spread) {
    var random = new Random(5);
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
      float[] row = new float[CLASSES];
      row[labels[i]] = 1;
      for (int d = 0; d < row.length; d++) {
        row[d] += (float) (spread * random.nextGaussian());
      }
      rows.add(row);
    }
    return labels;
  }
}
