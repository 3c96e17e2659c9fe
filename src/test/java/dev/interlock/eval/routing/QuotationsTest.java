package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuotationsTest {
  private static final String QUESTION =
      "natalia sold clips to forty eight of her friends in april";
  private static final String ANOTHER = "which of these is the largest planet of the solar system?";

  private final Quotations quotations = new Quotations(List.of(QUESTION, "short"));

  @Test
  void the_same_text_is_told() {
    assertThat(quotations.overlaps(QUESTION)).isTrue();
    assertThat(quotations.overlaps("short")).isTrue();
  }

  @Test
  void a_text_that_holds_one_is_told() {
    assertThat(quotations.overlaps("solve this: " + QUESTION + " answer with a number")).isTrue();
  }

  @Test
  void a_text_that_one_holds_is_told() {
    assertThat(new Quotations(List.of("solve this: " + QUESTION)).overlaps(QUESTION)).isTrue();
  }

  @Test
  void other_texts_are_not() {
    assertThat(quotations.overlaps(ANOTHER)).isFalse();
    assertThat(quotations.overlaps("a short one")).isFalse();
  }
}
