package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Conversations through a real Envoy: what a model was asked to do with tools goes back to it,
 * although the last words alone would go to a cheaper one.
 */
class ConversationIT {
  private static final String[] ANTHROPIC = {"anthropic-version", "2023-06-01"};
  private static final String HARD =
      "Draft the risk disclosure section of the annual report for regulators";
  private static final String EASY = "Thanks a lot, that was really helpful.";

  private static final String TOOLS =
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"lookup\",\"parameters\":{}}}]";
  private static final String CHAT_QUESTION = "{\"role\":\"user\",\"content\":\"" + HARD + "\"}";
  private static final String CHAT_CALL =
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":"
          + "\"function\",\"function\":{\"name\":\"lookup\",\"arguments\":\"{}\"}}]}";
  private static final String CHAT_RESULT =
      "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"42\"}";
  private static final String CHAT_WORD = "{\"role\":\"user\",\"content\":\"" + EASY + "\"}";
  private static final String CHAT_ANSWER = "{\"role\":\"assistant\",\"content\":\"Done.\"}";

  private static final String MESSAGES_TOOLS =
      "\"max_tokens\":64,\"tools\":[{\"name\":\"lookup\",\"input_schema\":{\"type\":\"object\"}}]";
  private static final String MESSAGES_USE =
      "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":"
          + "\"lookup\",\"input\":{}}]}";
  private static final String MESSAGES_RESULT =
      "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\","
          + "\"content\":\"42\"},{\"type\":\"text\",\"text\":\""
          + EASY
          + "\"}]}";

  private final SystemFixture system =
      SystemFixture.example()
          .replacing(
              "  - id: embed\n",
              """
                - id: haiku
                  address: http://127.0.0.1:9104
                  upstream_model: claude-sim
                  apis: [messages]
                  quality: 0.62
                  price: {input: 0.10, output: 0.30, as_of: 2026-11-01}
                  context_window: 200000
                  capabilities: [tools]
                  tags: [on-prem]

                - id: embed
              """)
          .replacing("frontier, claude, embed]", "frontier, claude, haiku, embed]")
          .replacing(
              "price: {input: 5.00, output: 15.00",
              "price: {input: 5.00, cached_input: 0.50, output: 15.00")
          .start();

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void a_chat_completion_that_answers_a_tool_call_goes_to_the_model_that_made_it() {
    assertThat(model(chat(CHAT_QUESTION))).isEqualTo("frontier");
    assertThat(model(chat(CHAT_WORD))).as("the last words alone").isEqualTo("small");

    HttpResponse<String> result = chat(CHAT_QUESTION, CHAT_CALL, CHAT_RESULT, CHAT_WORD);

    assertThat(model(result)).isEqualTo("frontier");
    assertThat(header(result, "x-interlock-reason")).isEqualTo("tool_call_open");
    JsonNode decision = system.decision(result);
    assertThat(decision.at("/conversation/code").asString()).isEqualTo("tool_call");
    assertThat(decision.at("/conversation/model").asString()).isEqualTo("frontier");
    assertThat(decision.at("/conversation/cached_tokens").asDouble()).isPositive();
    assertThat(decision.at("/plan/0/cached_tokens").asDouble()).isPositive();
    assertThat(system.metric("interlock_conversation_choices_total", "code=\"tool_call\"")).isOne();
    assertThat(system.metric("interlock_conversation_answers")).isEqualTo(3);
  }

  @Test
  void a_message_with_a_tool_result_goes_to_the_model_that_used_the_tool() {
    String question = "{\"role\":\"user\",\"content\":\"" + HARD + "\"}";
    String word = "{\"role\":\"user\",\"content\":\"" + EASY + "\"}";
    assertThat(model(messages(question))).isEqualTo("claude");
    assertThat(model(messages(word))).as("the last words alone").isEqualTo("haiku");

    HttpResponse<String> result = messages(question, MESSAGES_USE, MESSAGES_RESULT);

    assertThat(model(result)).isEqualTo("claude");
    assertThat(header(result, "x-interlock-reason")).isEqualTo("tool_call_open");
  }

  @Test
  void a_reload_in_the_middle_of_a_tool_call_changes_nothing() {
    chat(CHAT_QUESTION);
    system.edit(text -> text.replace("quality: 0.3}", "quality: 0.31}"));
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);

    HttpResponse<String> result = chat(CHAT_QUESTION, CHAT_CALL, CHAT_RESULT, CHAT_WORD);

    assertThat(model(result)).isEqualTo("frontier");
    assertThat(system.decision(result).get("generation").asInt()).isEqualTo(2);
  }

  @Test
  void a_rule_that_comes_in_the_middle_wins_and_the_record_says_so() {
    chat(CHAT_QUESTION);
    system.edit(
        text ->
            text.replace(
                "\npolicies:\n",
                "\npolicies:\n  - {name: at home, allow: \"'on-prem' in model.tags\"}\n"));
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);

    HttpResponse<String> result = chat(CHAT_QUESTION, CHAT_CALL, CHAT_RESULT, CHAT_WORD);

    assertThat(model(result)).isNotEqualTo("frontier");
    assertThat(system.decision(result).at("/conversation/code").asString()).isEqualTo("barred");
  }

  @Test
  void a_restarted_sidecar_says_that_it_does_not_know() {
    chat(CHAT_QUESTION);
    system.stopSidecar();
    system.startSidecar();

    HttpResponse<String> result = chat(CHAT_QUESTION, CHAT_CALL, CHAT_RESULT, CHAT_WORD);

    JsonNode conversation = system.decision(result).get("conversation");
    assertThat(conversation.get("code").asString()).isEqualTo("unknown");
    assertThat(conversation.get("tool_call_open").asBoolean()).isTrue();
  }

  @Test
  void between_turns_a_clearly_easier_one_goes_to_the_cheaper_model() {
    chat(CHAT_QUESTION);

    HttpResponse<String> easy = chat(CHAT_QUESTION, CHAT_ANSWER, CHAT_WORD);

    assertThat(model(easy)).isEqualTo("small");
    assertThat(system.decision(easy).at("/conversation/code").asString()).isEqualTo("switched");
  }

  private HttpResponse<String> chat(String... messages) {
    return post(Api.CHAT, TOOLS, messages);
  }

  private HttpResponse<String> messages(String... messages) {
    return post(Api.MESSAGES, MESSAGES_TOOLS, messages, ANTHROPIC);
  }

  private HttpResponse<String> post(Api api, String keys, String[] messages, String... headers) {
    String body =
        "{\"model\":\"auto\"," + keys + ",\"messages\":[" + String.join(",", messages) + "]}";
    HttpResponse<String> response = system.envoy().post(api.path(), body, headers);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static String model(HttpResponse<String> response) {
    return header(response, "x-interlock-model");
  }
}
