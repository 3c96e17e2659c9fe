package dev.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  @Test
  void finds_the_nearest_word_and_only_if_it_is_near() {
    var known = List.of("price", "prefix", "context_window", "id");

    assertThat(Suggestion.nearest("prcie", known)).contains("price");
    assertThat(Suggestion.nearest("Context-Window", known)).contains("context_window");
    assertThat(Suggestion.nearest("di", known)).contains("id");
    assertThat(Suggestion.nearest("temperature", known)).isEmpty();
  }

  @Property
  void distance_is_symmetric_and_zero_for_the_same_word(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b) {
    assertThat(Suggestion.distance(a, b)).isEqualTo(Suggestion.distance(b, a));
    assertThat(Suggestion.distance(a, a)).isZero();
    assertThat(Suggestion.distance(a, b)).isLessThanOrEqualTo(Math.max(a.length(), b.length()));
  }
}
