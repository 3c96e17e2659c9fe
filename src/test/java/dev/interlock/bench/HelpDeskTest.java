package dev.interlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelpDeskTest {
  @Test
  void other_words_are_asked_of_what_was_taught_and_answered_alike() {
    Map<String, String> answers = HelpDesk.answers();
    List<String> taught = HelpDesk.taught();
    List<String> other = HelpDesk.inOtherWords();

    assertThat(new HashSet<>(taught)).hasSameSizeAs(taught).doesNotContainAnyElementsOf(other);
    assertThat(answers.keySet()).containsAll(taught).containsAll(other);
    assertThat(other.stream().map(answers::get).distinct())
        .containsExactlyInAnyOrderElementsOf(taught.stream().map(answers::get).distinct().toList());
    assertThat(answers.get("How do I print an invoice?"))
        .isEqualTo(answers.get("Tell me how to print an invoice."))
        .isNotEqualTo(answers.get("How do I print an order?"));
  }
}
