package dev.interlock.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptRequestTest {
  @ParameterizedTest
  @CsvSource({
    "'\"Say hi\"', 'Say hi'",
    "'[\"one\",\"two\"]', 'one\ntwo'",
    "'[15339, 1917]', ''",
    "'[[15339], [1917, 0]]', ''",
    "'[\"one\", [15339], 7]', one",
    "'[]', ''",
  })
  void a_prompt_is_one_user_turn(String value, String text) {
    var turn = new Turn(Role.USER, text, 0);

    assertThat(
            Bodies.request(Api.COMPLETIONS, "{\"model\":\"m\",\"prompt\":" + value + "}").turns())
        .containsExactly(turn);
    assertThat(Bodies.request(Api.EMBEDDINGS, "{\"model\":\"m\",\"input\":" + value + "}").turns())
        .containsExactly(turn);
  }

  @Test
  void a_suffix_is_text_but_not_the_subject() {
    var request =
        Bodies.request(
            Api.COMPLETIONS,
            "{\"model\":\"m\",\"prompt\":\"def f(\",\"suffix\":\"return x\",\"max_tokens\":5}");

    assertThat(request.turns())
        .containsExactly(new Turn(Role.USER, "return x", 0), new Turn(Role.USER, "def f(", 0));
    assertThat(request.subject()).isEqualTo("def f(");
    assertThat(request.maxOutputTokens()).hasValue(5);
  }
}
