package dev.interlock.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NgramHasherTest {
  @Test
  void equal_up_to_case_accents_and_blanks() {
    assertThat(dense("Où est  le CAFÉ?")).containsExactly(dense("ou est le cafe?"));
  }

  @Test
  void word_order_matters() {
    assertThat(dense("dog bites man")).isNotEqualTo(dense("man bites dog"));
  }

  @Test
  void near_texts_are_nearer_than_far_ones() {
    float near = dot("please reset my password", "resetting passwords please");
    float far = dot("please reset my password", "the weather in oslo");
    assertThat(near).isGreaterThan(far + 0.1f);
  }

  @Test
  void a_long_text_is_seen_at_both_ends_only() {
    String head = "head ".repeat(1_000);
    String tail = " tail".repeat(1_000);
    assertThat(dense(head + "x".repeat(50_000) + tail))
        .containsExactly(dense(head + "y".repeat(50_000) + tail));
  }

  @Property(tries = 200)
  void vectors_have_unit_length_or_are_empty(@ForAll String text) {
    SparseVector vector = NgramHasher.hash(text);
    double squares = 0;
    for (int i = 0; i < vector.size(); i++) {
      assertThat(vector.indices()[i]).isBetween(0, NgramHasher.BUCKETS - 1);
      squares += (double) vector.values()[i] * vector.values()[i];
    }
    assertThat(squares).isCloseTo(vector.size() == 0 ? 0 : 1, Offset.offset(1e-4));
  }

  private static float[] dense(String text) {
    float[] dense = new float[NgramHasher.BUCKETS];
    SparseVector vector = NgramHasher.hash(text);
    for (int i = 0; i < vector.size(); i++) {
      dense[vector.indices()[i]] += vector.values()[i];
    }
    return dense;
  }

  private static float dot(String a, String b) {
    return Vectors.dot(dense(a), dense(b));
  }
}
