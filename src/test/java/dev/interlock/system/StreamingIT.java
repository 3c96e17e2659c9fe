package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Answers on their way back: untouched, at once, and counted, on every Envoy of the matrix. */
@ParameterizedClass
@MethodSource("matrix")
class StreamingIT {
  private static final String REPORTED =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":4,\"total_tokens\":15}}\n\n";

  private final EnvoyBinary binary;
  private final RecordingUpstream small = RecordingUpstream.start("small");
  private final HttpClient client = HttpClient.newHttpClient();
  private SystemFixture system;

  StreamingIT(EnvoyBinary binary) {
    this.binary = binary;
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @BeforeEach
  void start() {
    system = SystemFixture.example().serving("small", small.port()).start(binary);
  }

  @AfterEach
  void stop() {
    system.close();
    small.close();
    client.close();
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
    return client.send(
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
