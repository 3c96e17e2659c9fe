package dev.interlock.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordPieceTest {
  private static final List<String> PIECES =
      List.of("[UNK]", "un", "##aff", "##able", "aff", "able", ",", "hello", "##a", "日", "cafe");

  private final WordPiece wordPiece = new WordPiece(PIECES, 0);

  @Test
  void the_longest_piece_wins() {
    assertThat(wordPiece.tokenize("unaffable able").toArray()).containsExactly(1, 2, 3, 5);
  }

  @Test
  void a_word_that_cannot_be_split_is_one_unknown() {
    assertThat(wordPiece.tokenize("unaffx hello").toArray()).containsExactly(0, 7);
  }

  @Test
  void case_accents_marks_and_spaces_do_not_matter() {
    assertThat(wordPiece.tokenize("  HELLO,\tCafé\u00a0hello日hello ").toArray())
        .containsExactly(7, 6, 10, 7, 9, 7);
  }

  @Test
  void a_window_keeps_both_ends() {
    Tokens tokens = wordPiece.tokenize("hello , cafe able aff");
    assertThat(tokens.window(2, 1, 98, 99)).containsExactly(98, 7, 6, 4, 99);
    assertThat(tokens.window(3, 2, 98, 99)).containsExactly(98, 7, 6, 10, 5, 4, 99);
  }

  @Test
  void marker_names_in_a_text_are_text() {
    var marked = new WordPiece(List.of("[UNK]", "[SEP]", "[", "sep", "]"), 0);
    assertThat(marked.tokenize("[SEP]").toArray()).containsExactly(2, 3, 4);
  }
}
