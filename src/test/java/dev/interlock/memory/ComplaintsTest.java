package dev.interlock.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComplaintsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "That's wrong.",
        "No, that’s not right: the invoice is from May",
        "Das stimmt nicht!",
        "C’est faux, recommence.",
        "Eso no es correcto.",
        "No, è sbagliato.",
        "Isso está errado."
      })
  void says_that_the_answer_is_wrong(String message) {
    assertThat(Complaints.isOne(message)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Thanks, that's right.",
        "What is wrong with this code?",
        "Und wann ist das nächste Mal?",
        "Summarise the following letter, please. It was sent last week to all customers, and says that is wrong"
      })
  void says_something_else(String message) {
    assertThat(Complaints.isOne(message)).isFalse();
  }
}
