package dev.interlock.policy;

import static dev.interlock.config.Types.located;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestConditionTest {
  private static final Type<Optional<RequestCondition>> TYPE =
      object(
          in ->
              RequestCondition.compile(
                  in.required("when", located(text()), "A condition."), in.reading().problems()));

  private static final RequestHead HEAD =
      new RequestHead("POST", "/v1/chat/completions", Map.of("x-team", "a"));

  @Test
  void what_cannot_be_evaluated_does_not_hold() {
    InferenceRequest chat = InferenceRequest.unread(Api.CHAT);
    assertThat(condition("request.headers['x-team'] == 'a'").holds(chat, HEAD)).isTrue();
    assertThat(condition("request.headers['x-team'] == 'b'").holds(chat, HEAD)).isFalse();
    assertThat(condition("request.headers['x-tier'] != 'b'").holds(chat, HEAD)).isFalse();
    assertThat(condition("request.model == 'm'").holds(chat.asking("m"), HEAD)).isTrue();
  }

  @Test
  void knows_whether_headers_are_enough() {
    assertThat(condition("request.api == 'chat' && 'x' in request.headers").readsBody()).isFalse();
    assertThat(condition("request.api == 'chat' || request.stream").readsBody()).isTrue();
  }

  @Test
  void is_about_the_request_alone() {
    assertThat(problems("signals.intent == 'code'"))
        .isEqualTo(
            "interlock.yaml:1:7 when: line 1, column 1: `signals.intent`"
                + " (expected: `request` alone)");
    assertThat(problems("model.id == 'x'")).contains("`model`");
    assertThat(problems("request.tool > 0")).contains("did you mean");
  }

  private static String problems(String cel) {
    return ConfigText.problems(TYPE, "when: \"" + cel + "\"");
  }

  private static RequestCondition condition(String cel) {
    return ConfigText.read(TYPE, "when: \"" + cel + "\"").get().orElseThrow();
  }
}
