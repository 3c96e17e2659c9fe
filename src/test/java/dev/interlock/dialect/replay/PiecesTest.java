package dev.interlock.dialect.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PiecesTest {
  @Test
  void a_text_is_cut_before_words() {
    assertThat(Pieces.of("")).isEmpty();
    assertThat(Pieces.of("Hey")).containsExactly("Hey");
    assertThat(Pieces.of("It is not the case that words are cut in the middle."))
        .containsExactly("It is not the case that", " words are cut in the", " middle.");
  }

  @Test
  void a_text_without_words_is_cut_between_characters() {
    assertThat(Pieces.of("x" + "😀".repeat(60)))
        .containsExactly("x" + "😀".repeat(39), "😀".repeat(21));
  }

  @Test
  void pieces_are_well_formed_bounded_and_the_text_when_joined() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      String text = new RandomAnswer(random).text();

      List<String> pieces = Pieces.of(text);

      assertThat(String.join("", pieces)).isEqualTo(text);
      for (int at = 0; at < pieces.size(); at++) {
        String piece = pieces.get(at);
        assertThat(new String(piece.getBytes(UTF_8), UTF_8)).isEqualTo(piece);
        assertThat(piece.length()).isBetween(at == pieces.size() - 1 ? 1 : 20, 80);
      }
    }
  }
}
