package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.simulator.Faults;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Models that are told how hard to think, each in its own fields, through Envoy. Qualities are
 * extreme, so that the choice is the same whatever the difficulty.
 */
@SuppressWarnings("NullAway.Init")
class ReasoningBudgetIT {
  private static final String PROMPT = "Hi there!";
  private static final String MEDIUM = "llama-3.1-70b-instruct";
  private static final String FRONTIER = "gpt-sim-frontier";
  private static final String CLAUDE = "claude-sim";

  private static SystemFixture system;

  @BeforeAll
  static void start() {
    system =
        SystemFixture.example()
            .replacing(
                "upstream_model: " + MEDIUM,
                """
                upstream_model: %s
                    reasoning:
                      family: qwen
                      efforts:
                        - {name: off, quality: 0.001}
                        - {name: on, quality: 0.999, output_factor: 4, thinking_tokens: 512, max_tokens: 2048}\
                """
                    .formatted(MEDIUM))
            .replacing(
                "upstream_model: " + FRONTIER,
                """
                upstream_model: %s
                    reasoning:
                      family: openai
                      efforts:
                        - {name: low, quality: 0.999, output_factor: 1.5}
                        - {name: high, quality: 0.999, output_factor: 6}\
                """
                    .formatted(FRONTIER))
            .replacing(
                "upstream_model: " + CLAUDE,
                """
                upstream_model: %s
                    reasoning:
                      family: anthropic
                      efforts:
                        - {name: off, quality: 0.001}
                        - {name: deep, quality: 0.999, output_factor: 5, thinking_tokens: 2048}\
                """
                    .formatted(CLAUDE))
            .replacing(
                "virtual_models:\n",
                """
                virtual_models:
                  - {name: thinkers, models: [medium, frontier, claude], default: medium}
                  - {name: one, models: [frontier, claude], default: frontier}
                """)
            .adding("failover: {attempts: 2, breaker: {enabled: false}}")
            .start();
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @AfterEach
  void heal() {
    for (String model : List.of("medium", "frontier", "claude")) {
      system.server(model).faults(Faults.NONE);
      system.server(model).requests().clear();
    }
  }

  @Test
  void chat_says_it_in_reasoning_effort() {
    HttpResponse<String> response = ask(Api.CHAT, "one");

    assertThat(system.lastRequest("frontier").body())
        .isEqualTo(expected(Api.CHAT, "one", FRONTIER, ",\"reasoning_effort\":\"low\""));
    assertThat(header(response, "x-interlock-effort")).isEqualTo("low");
    JsonNode decision = system.decision(response);
    assertThat(decision.at("/outcome/forward/effort").asString()).isEqualTo("low");
    assertThat(decision.at("/rejected/0/model").asString()).isEqualTo("frontier");
    assertThat(decision.at("/rejected/0/effort").asString()).isEqualTo("high");
    assertThat(system.accessLog(response).at("/decision/effort").asString()).isEqualTo("low");
    assertThat(system.metric("interlock_efforts_total", "model=\"frontier\"", "effort=\"low\""))
        .isPositive();
  }

  @Test
  void responses_say_it_in_reasoning() {
    ask(Api.RESPONSES, "one");

    assertThat(system.lastRequest("frontier").body())
        .isEqualTo(expected(Api.RESPONSES, "one", FRONTIER, ",\"reasoning\":{\"effort\":\"low\"}"));
  }

  @Test
  void messages_say_it_in_thinking_where_their_cap_has_room() {
    String tight = Bodies.of(Api.MESSAGES, "one", PROMPT);
    String roomy = tight.replace("\"max_tokens\":64", "\"max_tokens\":4096");

    send(Api.MESSAGES, tight);
    assertThat(system.lastRequest("claude").body())
        .isEqualTo(rewritten(tight, "one", CLAUDE, ",\"thinking\":{\"type\":\"disabled\"}"));

    HttpResponse<String> response = send(Api.MESSAGES, roomy);
    assertThat(system.lastRequest("claude").body())
        .isEqualTo(
            rewritten(
                roomy,
                "one",
                CLAUDE,
                ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}"));
    assertThat(header(response, "x-interlock-effort")).isEqualTo("deep");
  }

  @Test
  void the_next_model_is_told_in_its_own_fields_and_not_in_the_firsts() {
    HttpResponse<String> first = ask(Api.CHAT, "thinkers");
    assertThat(system.lastRequest("medium").body())
        .isEqualTo(
            expected(
                Api.CHAT,
                "thinkers",
                MEDIUM,
                ",\"enable_thinking\":true,\"thinking_budget\":512,\"max_tokens\":2048"));
    assertThat(header(first, "x-interlock-effort")).isEqualTo("on");

    system.server("medium").faults(Faults.failing(500));
    HttpResponse<String> second = ask(Api.CHAT, "thinkers");

    assertThat(header(second, "x-interlock-model")).isEqualTo("frontier");
    assertThat(header(second, "x-interlock-effort")).isEqualTo("low");
    assertThat(system.lastRequest("frontier").body())
        .isEqualTo(expected(Api.CHAT, "thinkers", FRONTIER, ",\"reasoning_effort\":\"low\""));
  }

  @Test
  void a_client_that_states_its_own_keeps_it_and_gets_nothing_else() {
    String body =
        Bodies.of(Api.CHAT, "one", PROMPT)
            .replace("\"messages\"", "\"reasoning_effort\": \"high\",\"messages\"");

    HttpResponse<String> response = send(Api.CHAT, body);

    assertThat(system.lastRequest("frontier").body())
        .isEqualTo(body.replace("\"one\"", "\"" + FRONTIER + "\""));
    assertThat(system.decision(response).at("/outcome/forward/effort").asString())
        .isEqualTo("high");
    assertThat(header(response, "x-interlock-effort")).isEmpty();
  }

  @Test
  void what_a_client_states_outlives_a_failover() {
    String body =
        Bodies.of(Api.CHAT, "thinkers", PROMPT)
            .replace("\"messages\"", "\"enable_thinking\":true,\"max_tokens\":70,\"messages\"");
    system.server("medium").faults(Faults.failing(500));

    HttpResponse<String> response = send(Api.CHAT, body);

    assertThat(header(response, "x-interlock-model")).isEqualTo("frontier");
    assertThat(system.lastRequest("frontier").body())
        .isEqualTo(body.replace("\"thinkers\"", "\"" + FRONTIER + "\""));
  }

  @Test
  void a_model_that_is_named_is_told_nothing() {
    String body = Bodies.of(Api.CHAT, "frontier", PROMPT);

    send(Api.CHAT, body);

    assertThat(system.lastRequest("frontier").body())
        .isEqualTo(body.replace("\"frontier\"", "\"" + FRONTIER + "\""));
  }

  private static HttpResponse<String> ask(Api api, String model) {
    return send(api, Bodies.of(api, model, PROMPT));
  }

  private static HttpResponse<String> send(Api api, String body) {
    HttpResponse<String> response =
        system.envoy().post(api.path(), body, "anthropic-version", "2023-06-01");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static String expected(Api api, String asked, String upstream, String fields) {
    return rewritten(Bodies.of(api, asked, PROMPT), asked, upstream, fields);
  }

  private static String rewritten(String body, String asked, String upstream, String fields) {
    return body.replace("\"" + asked + "\"", "\"" + upstream + "\"" + fields);
  }
}
