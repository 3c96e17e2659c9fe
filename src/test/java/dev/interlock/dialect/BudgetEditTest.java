package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ThinkingBudget;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetEditTest {
  private static final OptionalInt NONE = OptionalInt.empty();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CHAT | OPENAI | low | 0 | ,\"reasoning_effort\":\"low\"",
        "RESPONSES | OPENAI | high | 0 | ,\"reasoning\":{\"effort\":\"high\"}",
        "CHAT | OPENROUTER | low | 0 | ,\"reasoning\":{\"effort\":\"low\"}",
        "MESSAGES | ANTHROPIC | deep | 4096 | ,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4096}",
        "MESSAGES | ANTHROPIC | off | 0 | ,\"thinking\":{\"type\":\"disabled\"}",
        "CHAT | QWEN | on | 500 | ,\"enable_thinking\":true,\"thinking_budget\":500",
        "CHAT | QWEN | off | 0 | ,\"enable_thinking\":false",
        "CHAT | CHAT_TEMPLATE | on | 0 | ,\"chat_template_kwargs\":{\"enable_thinking\":true}",
        "CHAT | DEEPSEEK | off | 0 | ,\"thinking\":{\"type\":\"disabled\"}"
      })
  void each_family_is_told_in_its_own_fields(
      Api api, ReasoningFamily family, String effort, int thinking, String fields) {
    String before = "{ \"x\" : 1.50e+03, \"model\":";
    String after = " , \"" + body(api) + "\":[], \"max_tokens\":9000 }";

    var budget =
        new ThinkingBudget(family, effort, thinking == 0 ? NONE : OptionalInt.of(thinking), NONE);

    assertThat(edited(api, before + "\"auto\"" + after, budget))
        .isEqualTo(before + "\"m\"" + fields + after);
  }

  @Test
  void an_endpoint_without_the_familys_fields_gets_none() {
    assertThat(edited(Api.COMPLETIONS, "{\"model\":\"auto\",\"prompt\":\"x\"}", openai("low")))
        .isEqualTo("{\"model\":\"m\",\"prompt\":\"x\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CHAT | \"reasoning_effort\":\"high\" | high",
        "CHAT | \"reasoning\":{\"effort\":\"low\"} | low",
        "CHAT | \"reasoning\":{\"max_tokens\":99} | ``",
        "CHAT | \"thinking\":{\"type\":\"disabled\"} | off",
        "CHAT | \"enable_thinking\":true | on",
        "CHAT | \"thinking_budget\":50 | ``",
        "CHAT | \"chat_template_kwargs\":{\"enable_thinking\":false} | off",
        "CHAT | \"reasoning_effort\":7 | ``",
        "CHAT | \"reasoning\":{\"effort\":\"high\",\"enabled\":true} | high",
        "CHAT | \"thinking\":{\"type\":\"enabled\"},\"reasoning_effort\":\"high\" | high",
        "RESPONSES | \"reasoning\":{\"summary\":\"auto\"} | ``",
        "MESSAGES | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000} | on",
        "MESSAGES | \"output_config\":{\"effort\":\"medium\"} | medium"
      })
  void what_the_client_states_is_read_and_stays_alone(Api api, String stated, String effort) {
    String body = "{\"model\":\"auto\"," + stated + ",\"" + body(api) + "\":[]}";

    var parsed = Bodies.parsed(api, body.getBytes(UTF_8));

    assertThat(parsed.request().reasoning().stated()).isTrue();
    assertThat(parsed.request().reasoning().effort()).isEqualTo(effort);
    for (ReasoningFamily family : ReasoningFamily.values()) {
      var budget = new ThinkingBudget(family, "low", OptionalInt.of(2000), OptionalInt.of(4000));
      assertThat(edited(api, body, budget)).isEqualTo(body.replace("\"auto\",", "\"m\","));
    }
  }

  @Test
  void a_body_that_says_it_all_passes_as_it_is() {
    String body = "{\"model\":\"m\",\"reasoning_effort\":\"low\",\"messages\":[]}";
    ParsedBody parsed = Bodies.parsed(Api.CHAT, body.getBytes(UTF_8));

    assertThat(parsed.asking("m", Optional.of(openai("low")))).isEmpty();
    assertThat(parsed.asking("m", Optional.empty())).isEmpty();
  }

  @Test
  void null_is_a_word_too_and_no_key_comes_twice() {
    var budget = new ThinkingBudget(ReasoningFamily.QWEN, "on", NONE, OptionalInt.of(9));
    String effort = "{\"model\":\"auto\",\"enable_thinking\":null,\"messages\":[]}";
    String cap = "{\"model\":\"auto\",\"max_tokens\":null,\"messages\":[]}";

    assertThat(Bodies.request(Api.CHAT, cap).reasoning().capped()).isTrue();
    assertThat(Bodies.request(Api.CHAT, effort).reasoning().capped()).isFalse();
    assertThat(edited(Api.CHAT, effort, budget)).isEqualTo(effort.replace("auto", "m"));
    assertThat(edited(Api.CHAT, cap, budget))
        .isEqualTo(cap.replace("\"auto\"", "\"m\",\"enable_thinking\":true"));
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, OPENAI, max_completion_tokens",
    "CHAT, QWEN, max_tokens",
    "RESPONSES, OPENAI, max_output_tokens",
    "MESSAGES, ANTHROPIC, max_tokens"
  })
  void the_answer_is_capped_where_the_client_does_not(Api api, ReasoningFamily family, String key) {
    var budget = new ThinkingBudget(family, "off", NONE, OptionalInt.of(777));
    String open = "{\"model\":\"auto\",\"" + body(api) + "\":[]}";
    String capped = open.replace("[]", "[],\"" + key + "\":50");

    assertThat(edited(api, open, budget)).contains(",\"" + key + "\":777,");
    assertThat(edited(api, capped, budget)).contains("\"" + key + "\":50}").doesNotContain("777");
  }

  @ParameterizedTest
  @CsvSource({"\"temperature\":1", "\"top_k\":5", "\"tool_choice\":{\"type\":\"any\"}"})
  void what_anthropic_refuses_beside_thinking_is_seen(String field) {
    String body = "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]%s}";

    assertThat(unthinkable(body.formatted(""))).isFalse();
    assertThat(unthinkable(body.formatted("," + field))).isTrue();
  }

  @Test
  void a_turn_of_the_models_own_is_not_to_be_continued_with_thinking() {
    String body = "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},%s]}";
    String prefill = "{\"role\":\"assistant\",\"content\":\"{\"}";
    String call = "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\"}]}";
    String result =
        "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"content\":\"5\"},"
            + "{\"type\":\"text\",\"text\":\"go on\"}]}";

    assertThat(unthinkable(body.formatted(prefill))).isTrue();
    assertThat(unthinkable(body.formatted(result))).isTrue();
    assertThat(unthinkable(body.formatted(call + "," + result))).isTrue();
  }

  @Test
  void a_question_after_a_search_of_the_providers_own_may_be_thought_about() {
    String body =
        """
        {"model":"a","messages":[{"role":"user","content":"x"},{"role":"assistant","content":[
          {"type":"server_tool_use","id":"s","name":"web_search","input":{}},
          {"type":"web_search_tool_result","tool_use_id":"s","content":[]},
          {"type":"text","text":"Found."}]},{"role":"user","content":"And now?"}]}
        """;

    assertThat(unthinkable(body)).isFalse();
  }

  @Test
  void the_next_model_gets_its_own_fields_in_place_of_the_firsts() {
    String client =
        "{ \"model\": \"auto\", \"seed\" : 07e0, \"messages\" : [ ] }".replace("07", "7");
    var first =
        new ThinkingBudget(ReasoningFamily.QWEN, "on", OptionalInt.of(5), OptionalInt.of(9));

    byte[] asked =
        Bodies.parsed(Api.CHAT, client.getBytes(UTF_8))
            .asking("m", Optional.of(first))
            .orElseThrow();
    ParsedBody next = Bodies.parsed(Api.CHAT, asked);

    assertThat(string(next.askingInstead("n", Optional.of(openai("low")), true)))
        .isEqualTo(client.replace("\"auto\"", "\"n\",\"reasoning_effort\":\"low\""));
    assertThat(string(next.askingInstead("n", Optional.empty(), true)))
        .isEqualTo(client.replace("auto", "n"));
  }

  @Test
  void a_cap_of_the_clients_own_outlives_every_model() {
    String client = "{\"model\":\"auto\",\"max_tokens\":50,\"messages\":[]}";
    var first = new ThinkingBudget(ReasoningFamily.QWEN, "on", NONE, OptionalInt.of(9));

    byte[] asked =
        Bodies.parsed(Api.CHAT, client.getBytes(UTF_8))
            .asking("m", Optional.of(first))
            .orElseThrow();

    assertThat(string(Bodies.parsed(Api.CHAT, asked).askingInstead("n", Optional.empty(), false)))
        .isEqualTo(client.replace("auto", "n"));
  }

  private static boolean unthinkable(String body) {
    return Bodies.request(Api.MESSAGES, body).reasoning().unthinkable();
  }

  private static ThinkingBudget openai(String effort) {
    return new ThinkingBudget(ReasoningFamily.OPENAI, effort, NONE, NONE);
  }

  private static String body(Api api) {
    return api == Api.RESPONSES ? "input" : "messages";
  }

  private static String edited(Api api, String body, ThinkingBudget budget) {
    return string(
        Bodies.parsed(api, body.getBytes(UTF_8)).asking("m", Optional.of(budget)).orElseThrow());
  }

  private static String string(byte[] body) {
    return new String(body, UTF_8);
  }
}
