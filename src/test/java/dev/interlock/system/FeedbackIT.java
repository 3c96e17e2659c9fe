package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.Interlock;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Through a real Envoy: who is disliked for one intent is asked no more there, and only there. */
class FeedbackIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String TRANSLATION = "Please translate this short email into German.";
  private static final String SUPPORT = "How do I reset my password?";
  private static final int MOST = 40;

  @TempDir private Path folder;

  @Test
  void what_is_disliked_is_asked_no_more_until_it_is_frozen_and_after_a_restart() {
    Path journal = folder.resolve("journal.jsonl");
    try (var system =
        SystemFixture.example().adding("journal: {path: %s}".formatted(journal)).start()) {
      assertThat(model(ask(system, SUPPORT))).isEqualTo("small");

      HttpResponse<String> moved = dislike(system);

      assertThat(model(moved)).isEqualTo("medium");
      JsonNode small = candidate(system.decision(moved), "small");
      assertThat(small.get("learned").asDouble()).isNegative();
      assertThat(small.get("evidence").asDouble()).isPositive();
      assertThat(small.get("meets_quality").asBoolean()).isFalse();
      assertThat(model(ask(system, SUPPORT))).isEqualTo("small");
      JsonNode line = system.adminGet("/api/memory").at("/models/0");
      assertThat(line.get("intent").asString()).isEqualTo("translation");
      assertThat(line.get("model").asString()).isEqualTo("small");
      assertThat(line.at("/counts/bad").asDouble()).isPositive();
      assertThat(system.adminGet("/api/memory").at("/rules/0/rule").asString())
          .isEqualTo("everything else");
      assertThat(
              system.metric(
                  "interlock_feedback_total", "sign=\"feedback\"", "verdict=\"bad\"", "small"))
          .isPositive();

      post(system, "/api/memory/freeze", "", 200);
      assertThat(model(ask(system, TRANSLATION))).isEqualTo("small");
      post(system, "/api/memory/unfreeze", "", 200);
      assertThat(model(ask(system, TRANSLATION))).isEqualTo("medium");

      system.stopSidecar();
      assertThat(SystemFixture.read(journal)).doesNotContain("email", "password", "a comment");
      system.startSidecar();
      assertThat(model(ask(system, TRANSLATION))).isEqualTo("medium");
      assertThat(model(ask(system, SUPPORT))).isEqualTo("small");
      assertThat(Interlock.run("report", journal.toString())).isZero();
    }
  }

  @Test
  void a_complaint_in_the_next_turn_is_counted_and_unknown_decisions_are_refused() {
    try (var system = SystemFixture.example().start()) {
      ask(system, SUPPORT);
      String body =
          """
          {"model":"auto","messages":[{"role":"user","content":"%s"},
           {"role":"assistant","content":"With the button."},
           {"role":"user","content":"That's wrong, there is no button."}]}
          """
              .formatted(SUPPORT);
      assertThat(system.envoy().post(CHAT, body).statusCode()).isEqualTo(200);

      Waiting.until(
          "the complaint is counted",
          () -> system.metric("interlock_feedback_total", "sign=\"complaint\"") == 1);
      HttpResponse<String> unknown =
          post(system, "/api/feedback", "{\"decision\": \"d-nobody\", \"good\": true}", 404);
      assertThat(unknown.body()).contains("decision: not remembered");
    }
  }

  /** Asks and dislikes what the small model says, until another one is asked. */
  private static HttpResponse<String> dislike(SystemFixture system) {
    HttpResponse<String> answer = ask(system, TRANSLATION);
    assertThat(model(answer)).isEqualTo("small");
    for (int i = 0; i < MOST && model(answer).equals("small"); i++) {
      post(
          system,
          "/api/feedback",
          "{\"decision\": \"%s\", \"good\": false, \"comment\": \"a comment\"}"
              .formatted(header(answer, "x-interlock-decision")),
          200);
      answer = ask(system, TRANSLATION);
    }
    return answer;
  }

  private static HttpResponse<String> post(
      SystemFixture system, String path, String json, int status) {
    HttpResponse<String> answer = system.adminPost(path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  private static HttpResponse<String> ask(SystemFixture system, String text) {
    HttpResponse<String> response = system.envoy().post(CHAT, Bodies.auto(text));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static String model(HttpResponse<String> response) {
    return header(response, "x-interlock-model");
  }

  private static JsonNode candidate(JsonNode decision, String model) {
    return decision
        .get("plan")
        .valueStream()
        .filter(candidate -> candidate.get("model").asString().equals(model))
        .findFirst()
        .orElseThrow();
  }
}
