package dev.interlock.signal.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.signal.SignalFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputSignalTest {
  private final OutputSignal signal = new OutputSignal();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | Extract all dates and return them as JSON.",
        "json | Answer only with a json object: name and age",
        "code | Write a Python function that reverses a list.",
        "code | refactor this class to use generics",
        "text | What did JSON Bourne do in the film?",
        "text | Write a poem about the sea",
        "text | who is the function head of sales"
      })
  void by_words(String expected, String text) {
    assertThat(SignalFixture.evaluate(signal, SignalFixture.request(text)).label("output", ""))
        .isEqualTo(expected);
  }

  @Test
  void parameters_beat_words() {
    var request =
        SignalFixture.request(
            ResponseFormat.JSON_SCHEMA, new Turn(Role.USER, "Write a Python function", 0));
    assertThat(SignalFixture.evaluate(signal, request).label("output", "")).isEqualTo("json");
  }

  @Test
  void an_instruction_at_the_end_of_a_long_text_is_found() {
    var request = SignalFixture.request("lorem ipsum ".repeat(2_000) + "Return valid JSON only.");
    assertThat(SignalFixture.evaluate(signal, request).label("output", "")).isEqualTo("json");
  }
}
