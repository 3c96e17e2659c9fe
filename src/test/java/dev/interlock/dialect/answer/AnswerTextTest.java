package dev.interlock.dialect.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAT | {\"choices\": [{\"message\": {\"content\": \"one\"}}, {\"message\": {\"content\":"
            + " \"two\"}}]}",
        "CHAT | {\"choices\": [{\"message\": {\"content\": [{\"type\": \"text\", \"text\":"
            + " \"one\"}]}}]}",
        "CHAT | {\"choices\": [{\"message\": {\"content\": \"one\", \"reasoning_content\":"
            + " \"hm\"}}]}",
        "COMPLETIONS | {\"choices\": [{\"text\": \"one\"}]}",
        "MESSAGES | {\"content\": [{\"type\": \"thinking\", \"text\": \"hm\"}, {\"type\": \"text\","
            + " \"text\": \"one\"}]}",
        "RESPONSES | {\"output\": [{\"type\": \"reasoning\", \"content\": [{\"text\": \"hm\"}]},"
            + " {\"type\": \"message\", \"content\": [{\"type\": \"output_text\", \"text\":"
            + " \"one\"}]}]}",
      })
  void the_text_that_is_shown(Api api, String body) {
    assertThat(AnswerText.of(api, body.getBytes(UTF_8))).hasValue("one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAT | {\"choices\": [{\"message\": {\"content\": null, \"tool_calls\": [{}]}}]}",
        "CHAT | {\"error\": {\"message\": \"no\"}}",
        "CHAT | {\"choices\": [",
        "CHAT | ''",
        "MESSAGES | {\"content\": [{\"type\": \"tool_use\", \"name\": \"f\"}]}",
        "EMBEDDINGS | {\"data\": []}",
      })
  void what_shows_nothing_has_none(Api api, String body) {
    assertThat(AnswerText.of(api, body.getBytes(UTF_8))).isEmpty();
  }
}
