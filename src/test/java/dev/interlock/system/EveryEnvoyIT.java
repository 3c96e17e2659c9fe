package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * On every Envoy of the matrix: the right model, or the fail-safe one, and answers on their way
 * back untouched, at once and counted.
 */
@ParameterizedClass
@SuppressWarnings("NullAway.Init")
@MethodSource("matrix")
class EveryEnvoyIT {
  private static final String REPORTED =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":4,\"total_tokens\":15}}\n\n";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static RecordingUpstream small;
  private static SystemFixture system;

  private final EnvoyBinary binary;

  EveryEnvoyIT(EnvoyBinary binary) {
    this.binary = binary;
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @BeforeParameterizedClassInvocation
  static void start(EnvoyBinary binary) {
    small = RecordingUpstream.start("small");
    system = SystemFixture.example().serving("small", small.port()).start(binary);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    system.close();
    small.close();
  }

  @Test
  void it_is_the_version_meant() throws IOException {
    assertThat(system.envoy().process().adminGet("/server_info"))
        .contains("/" + binary.version() + "/");
  }

  @Test
  void the_intent_decides() {
    HttpResponse<String> response =
        system
            .envoy()
            .post(
                Api.CHAT.path(),
                Bodies.auto(
                    "Extract every termination clause and its notice period from this agreement."));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "x-simulated-model")).isEqualTo("medium");
    JsonNode line = system.accessLog(response);
    assertThat(line.at("/decision/intent").asString()).isEqualTo("contract-extraction");
    assertThat(line.get("served_by").asString()).isEqualTo("medium");
  }

  @Test
  void a_body_at_the_limit_may_grow_by_its_models_own_name() {
    int limit = system.configuration().envoy().limits().requestBytes();
    HttpResponse<String> fits =
        system.envoy().post(Api.CHAT.path(), Bodies.ofSize(Api.CHAT, limit));

    assertThat(fits.statusCode()).as(fits.body()).isEqualTo(200);
    assertThat(header(fits, "x-interlock-decision")).isNotEmpty();
    assertThat(
            system.envoy().post(Api.CHAT.path(), Bodies.ofSize(Api.CHAT, limit + 1)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void without_the_sidecar_the_failsafe_model_answers_and_with_it_all_is_as_before() {
    small.answering(exchange -> RecordingUpstream.reply(exchange, 200, "application/json", "{}"));
    system.stopSidecar();
    try {
      small.forget();
      HttpResponse<String> response =
          system.envoy().post(Api.CHAT.path(), Bodies.auto("Hi there!"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "x-interlock-reason")).isEqualTo("failsafe");
      assertThat(json(small.onlyRequest().text()))
          .isEqualTo(json(Bodies.of(Api.CHAT, "qwen2.5-7b-instruct", "Hi there!")));
    } finally {
      system.startSidecar();
    }
    Waiting.until(
        "decided again",
        () ->
            !header(
                    system.envoy().post(Api.CHAT.path(), Bodies.auto("Hi there!")),
                    "x-interlock-decision")
                .isEmpty());
  }

  /** The server sends a chunk only when the client has the one before: any buffer is a deadlock. */
  @Test
  void every_chunk_arrives_before_the_next_is_written() throws Exception {
    var lockstep = new Lockstep();
    small.answering(
        exchange -> {
          exchange.getResponseHeaders().set("content-type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 5; i++) {
            write(exchange, chunk("word" + i));
            lockstep.awaitArrival();
          }
          write(exchange, REPORTED);
          write(exchange, "data: [DONE]\n\n");
        });

    HttpResponse<InputStream> response = stream();
    var text = new StringBuilder();
    try (var body = response.body()) {
      for (int i = 0; i < 5; i++) {
        byte[] expected = chunk("word" + i).getBytes(StandardCharsets.UTF_8);
        text.append(new String(body.readNBytes(expected.length), StandardCharsets.UTF_8));
        lockstep.arrived();
      }
      text.append(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    assertThat(lockstep.timedOut()).isFalse();
    assertThat(text.toString())
        .isEqualTo(
            chunk("word0")
                + chunk("word1")
                + chunk("word2")
                + chunk("word3")
                + chunk("word4")
                + REPORTED
                + "data: [DONE]\n\n");
    assertUsage(response, 11, 4, false);
  }

  @Test
  void usage_is_estimated_where_the_stream_reports_none() throws Exception {
    small.answering(
        exchange -> {
          exchange.getResponseHeaders().set("content-type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          write(exchange, chunk("some words of an answer that nobody counted"));
          write(exchange, "data: [DONE]\n\n");
        });

    HttpResponse<InputStream> response = stream();
    try (var body = response.body()) {
      body.readAllBytes();
    }

    JsonNode usage = system.accessLog(response).get("usage");
    assertThat(usage.get("estimated").asBoolean()).isTrue();
    assertThat(usage.get("input_tokens").asInt()).isPositive();
    assertThat(usage.get("output_tokens").asInt()).isBetween(4, 40);
  }

  @Test
  void usage_of_a_json_answer_is_counted() {
    small.answering(
        exchange ->
            RecordingUpstream.reply(
                exchange,
                200,
                "application/json",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":21,\"completion_tokens\":6,\"total_tokens\":27}}"));
    double before = tokens("input");

    HttpResponse<String> response =
        system.envoy().post(Api.CHAT.path(), Bodies.of(Api.CHAT, "small", "Hi"));

    assertUsage(response, 21, 6, false);
    assertThat(tokens("input") - before).isEqualTo(21);
  }

  private HttpResponse<InputStream> stream() throws Exception {
    return CLIENT.send(
        system
            .envoy()
            .request(Api.CHAT.path())
            .POST(BodyPublishers.ofString(Bodies.streamed(Api.CHAT, "small", "Hi there!")))
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private void assertUsage(HttpResponse<?> response, int input, int output, boolean estimated) {
    JsonNode usage = system.accessLog(response).get("usage");
    assertThat(usage.get("input_tokens").asInt()).isEqualTo(input);
    assertThat(usage.get("output_tokens").asInt()).isEqualTo(output);
    assertThat(usage.get("estimated").asBoolean()).isEqualTo(estimated);
    assertThat(header(response, "x-interlock-model")).isEqualTo("small");
  }

  private double tokens(String direction) {
    return system.metric(
        "interlock_tokens_total", "model=\"small\"", "direction=\"" + direction + "\"");
  }

  private static String chunk(String word) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}\n\n";
  }

  private static void write(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }
}
