package dev.interlock.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void a_text_keeps_what_all_others_say_whatever_else_it_says() {
    assertThat(keeps("can I send my jacket back")).isTrue();
    assertThat(keeps("the jacket is too small, what now")).isTrue();
  }

  @Test
  void a_text_about_another_thing_does_not() {
    assertThat(keeps("how do I return a lamp")).isFalse();
    assertThat(keeps("return")).isFalse();
    assertThat(keeps("")).isFalse();
  }

  @Test
  void others_that_share_nothing_are_about_nothing() {
    assertThat(
            Wording.keepsWhatAllSay(
                Stream.of("where is it", "open hours").map(Wording::of).toList(),
                Wording.of("a lamp")))
        .isFalse();
  }

  private static boolean keeps(String text) {
    return Wording.keepsWhatAllSay(
        Stream.of(
                "how do I return a jacket",
                "my jacket does not fit, can you take it back",
                "I would like to give back the jackets")
            .map(Wording::of)
            .toList(),
        Wording.of(text));
  }
}
