package dev.interlock.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Reasoning;
import dev.interlock.collect.grade.Reference;
import dev.interlock.inference.Api;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.Role;
import dev.interlock.inference.ThinkingBudget;
import dev.interlock.inference.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CallTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Asked QUESTION =
      new Asked.Words(
          List.of(new Turn(Role.SYSTEM, "Be brief.", 0), new Turn(Role.USER, "2+2?", 0)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAT | {\"messages\": [{\"role\": \"system\", \"content\": \"Be brief.\"},"
            + " {\"role\": \"user\", \"content\": \"2+2?\"}], \"max_tokens\": 9, \"model\": \"m\"}",
        "MESSAGES | {\"system\": \"Be brief.\", \"messages\": [{\"role\": \"user\", \"content\":"
            + " \"2+2?\"}], \"max_tokens\": 9, \"model\": \"m\"}",
        "RESPONSES | {\"input\": [{\"role\": \"system\", \"content\": \"Be brief.\"}, {\"role\":"
            + " \"user\", \"content\": \"2+2?\"}], \"max_output_tokens\": 9, \"model\": \"m\"}",
      })
  void words_are_put_as_each_endpoint_wants_them(Api api, String body) {
    Call call = Call.of(QUESTION, Models.of("m", 1, api), 9).orElseThrow();

    assertThat(call.api()).isEqualTo(api);
    assertThat(JSON.readTree(call.body())).isEqualTo(JSON.readTree(body));
  }

  @Test
  void a_model_without_an_endpoint_for_it_is_not_asked() {
    assertThat(Call.of(QUESTION, Models.of("m", 1, Api.COMPLETIONS), 9)).isEmpty();
    assertThat(Call.of(QUESTION, Models.of("m", 1, Api.EMBEDDINGS), 9)).isEmpty();
    Asked.Body body = body("{\"messages\": []}");
    assertThat(Call.of(body, Models.of("m", 1, Api.MESSAGES), 9)).isEmpty();
  }

  @Test
  void what_a_request_says_of_its_longest_answer_stands() {
    Call call =
        Call.of(body("{\"messages\": [], \"max_completion_tokens\": 5}"), chat(1), 9).orElseThrow();

    assertThat(new String(call.body(), UTF_8))
        .isEqualTo("{\"messages\":[],\"max_completion_tokens\":5,\"model\":\"m\"}");
    assertThat(call.mostUsd()).isLessThan(Call.of(QUESTION, chat(1), 1000).orElseThrow().mostUsd());
  }

  @Test
  void no_answer_can_cost_more_than_is_set_aside() {
    var smileys = new Asked.Words(List.of(new Turn(Role.USER, "\uD83D\uDE00".repeat(100), 0)));

    // Four bytes each, so at most four tokens of a vocabulary of bytes.
    assertThat(Call.of(smileys, chat(1), 50).orElseThrow().mostUsd())
        .isGreaterThanOrEqualTo(450e-6)
        .isLessThan(1e-3);
  }

  @Test
  void each_effort_is_asked_in_the_words_of_its_family_with_room_for_its_thinking() {
    Model claude =
        thinking(
            ReasoningFamily.ANTHROPIC,
            List.of(Api.CHAT, Api.MESSAGES),
            effort(ReasoningFamily.ANTHROPIC, "off", OptionalInt.empty()),
            effort(ReasoningFamily.ANTHROPIC, "deep", OptionalInt.of(2048)));

    List<Action> actions = Call.actions(QUESTION, claude);

    assertThat(actions).extracting(Action::name).containsExactly("m@off", "m@deep");
    Call off = Call.of(QUESTION, actions.getFirst(), 9).orElseThrow();
    Call deep = Call.of(QUESTION, actions.getLast(), 9).orElseThrow();
    assertThat(off.api()).isEqualTo(Api.MESSAGES);
    assertThat(JSON.readTree(off.body()).at("/thinking/type").asString()).isEqualTo("disabled");
    assertThat(JSON.readTree(off.body()).at("/max_tokens").asInt()).isEqualTo(9);
    assertThat(JSON.readTree(deep.body()).at("/thinking/budget_tokens").asInt()).isEqualTo(2048);
    assertThat(JSON.readTree(deep.body()).at("/max_tokens").asInt()).isEqualTo(2057);
    assertThat(deep.mostUsd()).isGreaterThan(off.mostUsd() + 2000e-6);
  }

  @Test
  void a_plan_may_be_of_some_efforts_alone() {
    Model openai =
        thinking(
            ReasoningFamily.OPENAI,
            List.of(Api.CHAT),
            effort(ReasoningFamily.OPENAI, "low", OptionalInt.empty()),
            effort(ReasoningFamily.OPENAI, "high", OptionalInt.empty()));

    assertThat(asks(openai)).containsExactly("m@low", "m@high");
    assertThat(asks(openai, "m")).containsExactly("m@low", "m@high");
    assertThat(asks(openai, "m@high")).containsExactly("m@high");
  }

  private static List<String> asks(Model model, String... names) {
    var question = new Question("1", QUESTION, "2+2?", "2+2?", Optional.empty(), Reference.NONE);
    var patience = Patience.of(Duration.ofSeconds(1));
    return new CollectPlan(List.of(question), List.of(model), Set.of(names), 1, 9, patience)
        .actions(question).stream().map(Action::name).toList();
  }

  @Test
  void a_request_that_leaves_no_room_for_the_thinking_is_not_asked_so() {
    Model claude =
        thinking(
            ReasoningFamily.ANTHROPIC,
            List.of(Api.MESSAGES),
            effort(ReasoningFamily.ANTHROPIC, "deep", OptionalInt.of(2048)));
    var brief =
        new Asked.Body(
            Api.MESSAGES,
            (ObjectNode)
                JSON.readTree(
                    "{\"max_tokens\": 50, \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"));

    assertThat(Call.of(brief, Call.actions(brief, claude).getFirst(), 9)).isEmpty();
  }

  @Test
  void a_request_that_states_its_effort_is_asked_once_as_it_is() {
    Model openai =
        thinking(
            ReasoningFamily.OPENAI,
            List.of(Api.CHAT),
            effort(ReasoningFamily.OPENAI, "low", OptionalInt.empty()),
            effort(ReasoningFamily.OPENAI, "high", OptionalInt.empty()));
    Asked.Body stated = body("{\"messages\": [], \"reasoning_effort\": \"high\"}");

    List<Action> actions = Call.actions(stated, openai);

    assertThat(actions).extracting(Action::name).containsExactly("m@high");
    assertThat(new String(Call.of(stated, actions.getFirst(), 9).orElseThrow().body(), UTF_8))
        .containsOnlyOnce("reasoning_effort");
  }

  private static Effort effort(ReasoningFamily family, String name, OptionalInt thinking) {
    return new Effort(new ThinkingBudget(family, name, thinking, OptionalInt.empty()), 0.5, 1);
  }

  private static Model thinking(ReasoningFamily family, List<Api> apis, Effort... efforts) {
    return Models.of(
        "m", 1, Optional.of(new Reasoning(family, List.of(efforts))), apis.toArray(Api[]::new));
  }

  private static Model chat(double usd) {
    return Models.of("m", usd, Api.CHAT);
  }

  private static Asked.Body body(String json) {
    return new Asked.Body(Api.CHAT, (ObjectNode) JSON.readTree(json));
  }
}
