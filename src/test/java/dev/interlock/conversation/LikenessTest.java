package dev.interlock.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.SparseVector;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static final String QUESTION = "How do I change the address on my invoice?";

  @Test
  void nearly_the_same_is_known_again() {
    assertThat(isNearly(QUESTION, QUESTION)).isTrue();
    assertThat(isNearly(QUESTION, "how do I change the address on my invoices")).isTrue();
    assertThat(isNearly(QUESTION, "Please, how do I change the address on my invoice?")).isTrue();
  }

  @Test
  void another_question_is_another() {
    assertThat(isNearly(QUESTION, "How do I cancel my order, and who pays for that?")).isFalse();
    assertThat(isNearly(QUESTION, "Thanks a lot, that was really helpful.")).isFalse();
  }

  @Test
  void a_word_tells_nothing() {
    assertThat(of("yes", 1)).isEmpty();
  }

  @Test
  void another_key_knows_nothing_again() {
    assertThat(of(QUESTION, 1).orElseThrow().isNearly(of(QUESTION, 2).orElseThrow())).isFalse();
  }

  private static boolean isNearly(String one, String other) {
    return of(one, 7).orElseThrow().isNearly(of(other, 7).orElseThrow());
  }

  private static Optional<Likeness> of(String text, long key) {
    SparseVector ngrams = EncoderFixture.ngramsOnly(text).ngrams();
    return Likeness.of(ngrams.indices(), ngrams.size(), key);
  }
}
