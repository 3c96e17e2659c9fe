package dev.interlock.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScriptNgramsTest {
  @Test
  void vowel_signs_belong_to_the_word() {
    assertThat(indices("किताब")).isNotEqualTo(indices("क त ब"));
    assertThat(indices("लाल किताब")).contains(indices("किताब"));
  }

  @Test
  void punctuation_and_blanks_tell_nothing() {
    assertThat(indices("hallo, welt!")).isEqualTo(indices("hallo welt"));
  }

  @Test
  void scripts_without_blanks_are_counted_by_their_characters() {
    assertThat(indices("天气")).hasSize(3);
    assertThat(indices("天气 好")).contains(indices("天气"));
  }

  private static int[] indices(String text) {
    SparseVector vector = ScriptNgrams.of(text);
    return Arrays.copyOf(vector.indices(), vector.size());
  }
}
