package dev.interlock.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparseVectorTest {
  @Test
  void values_that_meet_in_a_bucket_are_added() {
    var vector = new SparseVector(new int[] {1, 9, 14, 15, 99}, new float[] {1, 2, 4, 8, 0}, 4);
    SparseVector folded = vector.folded(8);
    assertThat(folded.size()).isEqualTo(3);
    assertThat(folded.indices()).startsWith(1, 6, 7);
    assertThat(folded.values()).startsWith(3, 4, 8);
  }
}
