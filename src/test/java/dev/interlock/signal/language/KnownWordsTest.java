package dev.interlock.signal.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownWordsTest {
  private final KnownWords words = KnownWords.of(List.of("java", "sql", "join"));

  @Test
  void every_word_must_be_known_whatever_its_capitals() {
    assertThat(all("Java")).isTrue();
    assertThat(all("SQL join?")).isTrue();
    assertThat(all("sql verbinden")).isFalse();
  }

  @Test
  void a_text_without_words_has_none_that_are_known() {
    assertThat(all("12 + 3")).isFalse();
  }

  @Test
  void of_twenty_thousand_words_one_in_fifty_others_is_taken_for_one_at_most() {
    KnownWords many = KnownWords.of(IntStream.range(0, 20_000).mapToObj(this::word).toList());
    long taken =
        IntStream.range(20_000, 30_000)
            .mapToObj(this::word)
            .filter(word -> many.all(word, word.length()))
            .count();
    assertThat(taken).isLessThan(200);
  }

  /** A word of its own for each number. */
  private String word(int number) {
    var word = new StringBuilder();
    for (int rest = number; rest > 0; rest /= 26) {
      word.append((char) ('a' + rest % 26));
    }
    return word.append("ing").toString();
  }

  private boolean all(String text) {
    return words.all(text, text.length());
  }
}
