package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The configuration changes under a running sidecar, whole or not at all. */
class ReloadIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String HELLO = Bodies.auto("Hi there!");

  private final SystemFixture system = SystemFixture.example().start();

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void a_changed_file_applies_to_new_requests() {
    assertThat(answeredBy(HELLO)).isEqualTo("small");

    system.edit(ReloadIT::everythingToFrontier);

    Waiting.until("the new rule", () -> answeredBy(HELLO).equals("frontier"));
    HttpResponse<String> response = system.envoy().post(CHAT, HELLO);
    assertThat(system.decision(response).get("generation").asInt()).isEqualTo(2);
    assertThat(system.metric("interlock_config_generation")).isEqualTo(2);
    assertThat(system.metric("interlock_config_last_reload_successful")).isEqualTo(1);
  }

  @Test
  void a_broken_file_changes_nothing_and_says_everything() {
    system.edit(
        text -> everythingToFrontier(text).replace("quality: 0.3}", "qality: 0.3}") + "x: 1\n");

    HttpResponse<String> refused = system.adminPost("/api/reload", "");

    assertThat(refused.statusCode()).isEqualTo(422);
    JsonNode change = json(refused);
    assertThat(change.get("result").asString()).isEqualTo("invalid");
    assertThat(change.get("generation").asString()).startsWith("1-");
    assertThat(change.get("problems").values())
        .extracting(JsonNode::asString)
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("qality", "did you mean `quality`"))
        .anySatisfy(line -> assertThat(line).contains("x: unknown key"));
    assertThat(answeredBy(HELLO)).isEqualTo("small");
    assertThat(system.metric("interlock_config_last_reload_successful")).isZero();
    assertThat(system.metric("interlock_config_problems")).isEqualTo(3);
    assertThat(system.metric("interlock_config_changes_total", "result=\"invalid\"")).isPositive();
    assertThat(system.adminGet("/api/generations").at("/last_attempt/problems").size())
        .isEqualTo(3);
  }

  @Test
  void an_earlier_generation_can_be_had_again() {
    system.edit(ReloadIT::everythingToFrontier);
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
    assertThat(answeredBy(HELLO)).isEqualTo("frontier");

    HttpResponse<String> back = system.adminPost("/api/rollback", "{\"generation\": 1}");

    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(answeredBy(HELLO)).isEqualTo("small");
    JsonNode status = system.adminGet("/api/generations");
    assertThat(status.get("generation").asString()).startsWith("3-");
    assertThat(status.at("/generations/0/hash")).isEqualTo(status.at("/generations/2/hash"));
    assertThat(status.at("/generations/0/trigger").asString()).isEqualTo("rollback");
    assertThat(system.adminPost("/api/rollback", "{\"generation\": 77}").statusCode())
        .isEqualTo(404);

    // The file still says what it said; who asks for it gets it.
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
    assertThat(answeredBy(HELLO)).isEqualTo("frontier");
  }

  @Test
  void what_a_started_envoy_cannot_follow_is_refused() {
    system.edit(text -> text.replace("deadline: 10s", "deadline: 9s"));

    HttpResponse<String> refused = system.adminPost("/api/reload", "");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(json(refused).at("/problems/0").asString()).contains("Envoy", "envoy.xds");
    assertThat(answeredBy(HELLO)).isEqualTo("small");
  }

  static String everythingToFrontier(String text) {
    return text.replace(
            "\npolicies:\n",
            "\npolicies:\n  - {name: frontier only, allow: \"model.id == 'frontier'\"}\n")
        .replace("model: small\n", "model: small\n  open: true\n");
  }

  private String answeredBy(String body) {
    HttpResponse<String> response = system.envoy().post(CHAT, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return header(response, "x-simulated-model");
  }
}
