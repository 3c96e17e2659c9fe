package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Model;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Ask for a model, get the right one, see why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String[] ANTHROPIC = {"anthropic-version", "2023-06-01"};

  private SystemFixture system;

  @BeforeAll
  void start() {
    system = SystemFixture.example().start();
  }

  @AfterAll
  void stop() {
    system.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hi there, good morning!                                               | small-talk          | small
          Thanks a lot, that was really helpful.                                | small-talk          | small
          Draft the risk disclosure section of the annual report for regulators | risk-summary        | frontier
          Extract the governing law and every termination clause from the lease | contract-extraction | medium
          """)
  void the_intent_decides(String prompt, String intent, String model) {
    HttpResponse<String> response = system.envoy().post(CHAT, Bodies.auto(prompt));

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode decision = system.decision(response);
    assertThat(signal(decision, "intent").get("label").asString()).isEqualTo(intent);
    assertThat(header(response, "x-simulated-model")).as("%s", decision).isEqualTo(model);
    agree(response, decision);
  }

  @Test
  void a_rule_of_an_intent_binds_whatever_a_better_model_could_do() {
    String prompt = "Pull the payment terms and late fees out of this services agreement.";
    HttpResponse<String> response = system.envoy().post(CHAT, Bodies.auto(prompt));

    JsonNode decision = system.decision(response);
    assertThat(header(response, "x-simulated-model")).isIn("small", "medium");
    assertThat(decision.get("rejected").valueStream())
        .filteredOn(loser -> loser.get("model").asString().equals("frontier"))
        .singleElement()
        .satisfies(loser -> assertThat(loser.get("reason").asString()).isEqualTo("rule"));
  }

  @Test
  void the_difficulty_decides() {
    HttpResponse<String> easy =
        system.envoy().post(CHAT, Bodies.auto("What is the capital of Australia?"));
    HttpResponse<String> hard =
        system
            .envoy()
            .post(
                CHAT,
                Bodies.auto(
                    "Let f be an entire function with |f(z)| <= A + B|z|^(3/2) for all z. Prove that"
                        + " f is a polynomial of degree at most one, and characterise all such f"
                        + " with f(n) = n for every integer n."));

    JsonNode first = system.decision(easy);
    JsonNode second = system.decision(hard);
    assertThat(score(second, "difficulty")).isGreaterThan(score(first, "difficulty"));
    assertThat(quality(hard)).isGreaterThan(quality(easy));
    agree(easy, first);
    agree(hard, second);
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void every_endpoint_is_served_by_a_model_that_speaks_it(Api api) {
    HttpResponse<String> response =
        system.envoy().post(api.path(), Bodies.of(api, "auto", "Name three primes."), ANTHROPIC);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode decision = system.decision(response);
    String answered = header(response, "x-simulated-model");
    assertThat(model(answered).apis()).contains(api);
    assertThat(decision.at("/request/api").asString()).isEqualTo(api.id());
    assertThat(decision.get("rejected").valueStream())
        .filteredOn(loser -> !model(loser.get("model").asString()).apis().contains(api))
        .allSatisfy(loser -> assertThat(loser.get("reason").asString()).isEqualTo("api"));
    agree(response, decision);
  }

  @Test
  void a_model_is_not_asked_for_an_endpoint_it_does_not_serve() {
    HttpResponse<String> chat =
        system.envoy().post(CHAT, Bodies.of(Api.CHAT, "claude", "Hello"), ANTHROPIC);
    HttpResponse<String> messages =
        system
            .envoy()
            .post(Api.MESSAGES.path(), Bodies.of(Api.MESSAGES, "small", "Hello"), ANTHROPIC);

    assertThat(chat.statusCode()).isBetween(400, 404);
    assertThat(json(chat).at("/error/message").asString()).isNotEmpty();
    assertThat(messages.statusCode()).isBetween(400, 404);
    assertThat(json(messages).get("type").asString()).isEqualTo("error");
    assertThat(header(chat, "x-simulated-model")).isEmpty();
    assertThat(header(messages, "x-simulated-model")).isEmpty();
  }

  @Test
  void only_the_models_name_changes_on_the_way() {
    String sent =
        """
        { "seed":12345678901234567890, "temperature" : 1.00, "\\u0078_unknown":{"b":1,"a":[null,1e3]},
          "messages":[{"content":"Hi there! caf\\u00e9 \\ud83d\\ude00 é","role":"user"}],"model":"auto"  }
        """;
    HttpResponse<String> response = system.envoy().post(CHAT, sent);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    String answered = header(response, "x-simulated-model");
    assertThat(system.lastRequest(answered).body())
        .isEqualTo(sent.replace("\"auto\"", '"' + model(answered).upstreamModel() + '"'));
  }

  @Test
  void a_model_can_be_named() {
    for (String id : new String[] {"small", "frontier"}) {
      HttpResponse<String> response =
          system.envoy().post(CHAT, Bodies.of(Api.CHAT, id, "Prove Goldbach's conjecture."));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "x-simulated-model")).isEqualTo(id);
      assertThat(header(response, "x-interlock-reason")).isEqualTo("named");
      agree(response, system.decision(response));
    }
  }

  @Test
  void a_model_nobody_knows_is_refused_in_both_dialects() {
    long served = system.requestsServed();
    // A server's own name for its model is not the client's business.
    for (String name : new String[] {"gpt-99", "qwen2.5-7b-instruct", "AUTO"}) {
      HttpResponse<String> chat =
          system.envoy().post(CHAT, Bodies.of(Api.CHAT, name, "Hello"), ANTHROPIC);
      assertThat(chat.statusCode()).isEqualTo(404);
      assertThat(json(chat).at("/error/code").asString()).isEqualTo("model_not_found");
      assertThat(json(chat).at("/error/param").asString()).isEqualTo("model");

      HttpResponse<String> messages =
          system.envoy().post(Api.MESSAGES.path(), Bodies.of(Api.MESSAGES, name, "Hello"));
      assertThat(messages.statusCode()).isEqualTo(404);
      assertThat(json(messages).get("type").asString()).isEqualTo("error");
      assertThat(json(messages).at("/error/type").asString()).isEqualTo("not_found_error");
    }
    assertThat(system.requestsServed()).isEqualTo(served);
  }

  @Test
  void the_models_are_listed() {
    HttpResponse<String> list = system.envoy().get("/v1/models");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(json(list).get("data").valueStream().map(model -> model.get("id").asString()))
        .containsExactly("auto", "small", "medium", "frontier", "claude", "embed");
    assertThat(json(system.envoy().get("/v1/models/medium")).get("id").asString())
        .isEqualTo("medium");
    assertThat(system.envoy().get("/v1/models/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void other_paths_reach_the_failsafe_server_as_they_are() {
    String body = Bodies.auto("untouched");
    system.envoy().post("/v1/audio/speech", body);

    assertThat(system.lastRequest("small").path()).isEqualTo("/v1/audio/speech");
    assertThat(system.lastRequest("small").body()).isEqualTo(body);
  }

  @Test
  void a_client_cannot_decide_for_us() {
    HttpResponse<String> response =
        system
            .envoy()
            .post(
                CHAT,
                Bodies.auto("Hi there!"),
                "x-interlock-cluster",
                "frontier",
                "x-interlock-model",
                "frontier");

    assertThat(header(response, "x-simulated-model")).isEqualTo("small");
    assertThat(system.lastRequest("small").headers().keySet())
        .noneMatch(name -> name.startsWith("x-interlock-"));
  }

  /** Who answered, what the headers say, the record and the access log are the same story. */
  private void agree(HttpResponse<String> response, JsonNode decision) {
    String model = header(response, "x-interlock-model");
    String served = header(response, "x-simulated-model");
    assertThat(served).isEqualTo(model);
    assertThat(decision.at("/outcome/forward/model").asString()).isEqualTo(model);
    assertThat(decision.at("/plan/0/model").asString()).isEqualTo(model);
    assertThat(decision.get("reason").asString()).isEqualTo(header(response, "x-interlock-reason"));
    JsonNode line = system.accessLog(response);
    assertThat(line.get("route").asString()).isEqualTo("decided");
    assertThat(line.get("served_by").asString()).isEqualTo(model);
    assertThat(line.at("/decision/model").asString()).isEqualTo(model);
    assertThat(system.lastRequest(model).model()).isEqualTo(model(model).upstreamModel());
  }

  private Model model(String id) {
    return system.configuration().catalog().model(id).orElseThrow();
  }

  private double quality(HttpResponse<String> response) {
    return model(header(response, "x-simulated-model")).quality();
  }

  private static double score(JsonNode decision, String name) {
    return signal(decision, name).get("score").asDouble();
  }

  private static JsonNode signal(JsonNode decision, String name) {
    return decision
        .get("signals")
        .valueStream()
        .filter(signal -> signal.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
