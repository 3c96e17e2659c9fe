package dev.interlock.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderStatus.Transformer;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.Vectors;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped encoder, with its native library. */
class EncoderLoaderTest {
  private static LocalTextEncoder encoder;

  @BeforeAll
  static void open() {
    encoder = EncoderLoader.open(Path.of(System.getProperty("interlock.home"), "encoder"), 2);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void the_reference_vectors_hold_here() {
    assertThat(encoder.status().transformer()).isNotEqualTo(Transformer.NONE);
  }

  @Test
  void the_forward_pass_runs_once_and_only_on_demand() {
    Encoding encoding = encoder.encode("what is my balance", Deadline.NEVER);
    assertThat(encoding.staticVector()).hasSize(encoder.staticDimension());
    assertThat(encoding.forwardRan()).isFalse();
    float[] vector = encoding.forward().orElseThrow();
    assertThat(Vectors.dot(vector, vector)).isCloseTo(1, Offset.offset(1e-3f));
    assertThat(encoding.forward().orElseThrow()).isSameAs(vector);
    assertThat(encoding.coverage().forwardTokens()).isEqualTo(6);
  }

  @Test
  void after_the_deadline_there_is_no_forward_pass() {
    var expired = Deadline.after(Duration.ZERO, () -> 0);
    Encoding encoding = encoder.encode("what is my balance", expired);
    assertThat(encoding.forward()).isEmpty();
    assertThat(encoding.forwardRan()).isFalse();
  }

  @Test
  void of_a_long_text_the_forward_pass_sees_both_ends() {
    String long_ = "start " + "filler ".repeat(5_000) + "end";
    Encoding encoding = encoder.encode(long_, Deadline.NEVER);
    assertThat(encoding.forward()).isPresent();
    assertThat(encoding.staticVector()).isNotEmpty();
    assertThat(encoding.coverage().forwardTokens()).isEqualTo(64);
    assertThat(encoding.coverage().staticTokens()).isEqualTo(encoding.tokens());
  }

  @Test
  void meaning_shows() {
    assertThat(cosine("how do i reset my password", "i forgot my password, help"))
        .isGreaterThan(cosine("how do i reset my password", "the history of rome") + 0.2f);
  }

  private static float cosine(String a, String b) {
    return Vectors.dot(forward(a), forward(b));
  }

  private static float[] forward(String text) {
    return encoder.encode(text, Deadline.NEVER).forward().orElseThrow();
  }
}
