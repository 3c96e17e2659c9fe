package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Through a real Envoy: questions that mean the same get one answer, once enough of them have shown
 * that they may; a number changed, and a model is asked.
 */
class SemanticCacheIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String HIT = "hit-semantic";
  private static final List<String> ACTIONS =
      List.of("change", "print", "copy", "export", "archive", "rename");
  private static final List<String> THINGS =
      List.of("an invoice", "an order", "a contract", "a report", "a calendar");
  private static final List<String> ASKED =
      List.of(
          "How do I %s?",
          "How can I %s?",
          "Please tell me how to %s.",
          "How to %s?",
          "Can you tell me how to %s?",
          "Tell me how to %s.",
          "Could you please tell me how to %s?");

  private static Map<String, String> answers() {
    Map<String, String> answers = new HashMap<>();
    for (String asked : ASKED) {
      for (String action : ACTIONS) {
        for (String thing : THINGS) {
          String topic = action + " " + thing;
          answers.put(asked.formatted(topic), "Open the page called " + topic + ".");
        }
      }
      answers.put(asked.formatted("return 2 parcels"), "Use one label for each.");
      answers.put(asked.formatted("return 12 parcels"), "Book a collection.");
    }
    return answers;
  }

  private static SystemFixture start() {
    return SystemFixture.example()
        .replacing(
            "  - name: everything else",
            "  - {name: alike, cache: {semantic: {max_error: 0.2, ttl: 1h}}}\n"
                + "  - name: everything else")
        .answering(answers())
        .start();
  }

  @Test
  void alike_questions_share_an_answer_once_evidence_allows_it_and_other_numbers_never() {
    try (var system = start()) {
      int hits = teach(system);
      assertThat(hits).as("answered from memory").isPositive();
      ask(system, "How do I return 2 parcels?");
      ask(system, "How can I return 2 parcels?");
      ask(system, "How can I return 2 parcels?");

      long served = system.requestsServed();
      HttpResponse<String> alike = hit(system, "Please tell me how to return 2 parcels.");

      assertThat(header(alike, "x-interlock-reason")).isEqualTo("cache_semantic");
      assertThat(json(alike).at("/choices/0/message/content").asString())
          .isEqualTo("Use one label for each.");
      JsonNode cache = system.decision(alike).get("cache");
      assertThat(cache.at("/meaning/similarity").asDouble()).isBetween(0.8, 1.0);
      assertThat(cache.at("/meaning/promise/open").asBoolean()).isTrue();
      assertThat(cache.at("/saved_usd").asDouble()).isPositive();

      JsonNode other = system.decision(ask(system, "Please tell me how to return 12 parcels."));
      assertThat(other.at("/cache/status").asString()).isEqualTo("miss");
      assertThat(other.at("/cache/meaning/refused_by").asString()).isEqualTo("numbers");
      assertThat(system.requestsServed()).isGreaterThan(served);
      assertThat(system.metric("interlock_cache_meanings_total", "hit")).isPositive();
      JsonNode promise = system.adminGet("/api/cache").at("/promises/0");
      assertThat(promise.get("rule").asString()).isEqualTo("alike");
      assertThat(promise.get("judged_right").asInt()).isPositive();
      assertThat(promise.get("judged_wrong").asInt()).isZero();

      String bad =
          "{\"decision\":\"%s\",\"good\":false}".formatted(header(alike, "x-interlock-decision"));
      system.adminPost("/api/feedback", bad);
      HttpResponse<String> again = ask(system, "Please tell me how to return 2 parcels.");
      assertThat(header(again, "x-interlock-cache-entry"))
          .isNotEqualTo(header(alike, "x-interlock-cache-entry"));
    }
  }

  /** Asks everything in every way; how many were answered from memory. */
  private static int teach(SystemFixture system) {
    int hits = 0;
    for (String asked : ASKED) {
      for (String action : ACTIONS) {
        for (String thing : THINGS) {
          HttpResponse<String> answer = ask(system, asked.formatted(action + " " + thing));
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          hits += header(answer, "x-interlock-cache").equals(HIT) ? 1 : 0;
        }
      }
    }
    return hits;
  }

  /** Lots may fall on a hit, to try it against a model; not on so many. */
  private static HttpResponse<String> hit(SystemFixture system, String question) {
    HttpResponse<String> last = ask(system, question);
    for (int i = 0; i < 40 && !header(last, "x-interlock-cache").equals(HIT); i++) {
      last = ask(system, question);
    }
    assertThat(header(last, "x-interlock-cache")).as(last.body()).isEqualTo(HIT);
    return last;
  }

  private static HttpResponse<String> ask(SystemFixture system, String question) {
    var body = JSON.createObjectNode().put("model", "auto");
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    return system.envoy().post(Api.CHAT.path(), body.toString());
  }
}
