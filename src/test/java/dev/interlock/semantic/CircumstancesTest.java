package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircumstancesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is the weather in Berlin?",
        "who won the game last night",
        "Latest news on the merger",
        "What time is it in Tokyo?",
        "What is the current interest rate?",
        "Is the shop open this weekend?",
        "TSLA stock price"
      })
  void the_answer_depends_on_when(String text) {
    assertThat(Circumstances.isTimely(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is the capital of France?",
        "How do I reset a password?",
        "Explain how currents flow in a coil",
        "Write a haiku about a knowing owl"
      })
  void the_answer_stays(String text) {
    assertThat(Circumstances.isTimely(text)).isFalse();
    assertThat(Circumstances.isPersonal(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Where is my order?", "What is our refund balance?", "Is this house mine?"})
  void what_is_theirs_is_theirs(String text) {
    assertThat(Circumstances.isPersonal(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How do I reset my password?",
        "hi, how can I change my address",
        "Please tell me how to cancel my order.",
        "How to open my account"
      })
  void the_way_is_the_same_for_all(String text) {
    assertThat(Circumstances.isPersonal(text)).isFalse();
  }
}
