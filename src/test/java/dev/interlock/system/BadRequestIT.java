package dev.interlock.system;

import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.inference.Api;
import dev.interlock.system.KeptConnection.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Requests that two parsers could read as two different ones, and plain nonsense. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestIT {
  private static final List<Api> BOTH_DIALECTS = List.of(Api.CHAT, Api.MESSAGES);

  private SystemFixture system;

  @BeforeAll
  void start() {
    system = SystemFixture.example().start();
  }

  @AfterAll
  void stop() {
    system.close();
  }

  /** A body and what is wrong with it. */
  record Bad(String why, ByteString body) {
    @Override
    public String toString() {
      return why;
    }
  }

  static Stream<Bad> bodies() {
    String fine = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":9";
    return Stream.of(
        bad("nothing", ""),
        bad("no JSON", "hello"),
        bad("broken off", "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"conte"),
        bad("something behind it", "{\"model\":\"auto\"," + fine + "}{}"),
        bad("no object", "[1]"),
        bad("model twice", "{\"model\":\"auto\",\"model\":\"frontier\"," + fine + "}"),
        bad("model twice, escaped", "{\"model\":\"auto\",\"\\u006dodel\":\"small\"," + fine + "}"),
        bad("messages twice", "{\"model\":\"auto\"," + fine + ",\"messages\":[]}"),
        bad("model in another case", "{\"model\":\"auto\",\"Model\":\"small\"," + fine + "}"),
        bad("model is a number", "{\"model\":7," + fine + "}"),
        bad("messages is text", "{\"model\":\"auto\",\"messages\":\"Hi\"}"),
        bad("stream is text", "{\"model\":\"auto\",\"stream\":\"yes\"," + fine + "}"),
        bad("no messages", "{\"model\":\"auto\"}"),
        bad("no model", "{" + fine + "}"),
        bad("NaN", "{\"model\":\"auto\",\"temperature\":NaN," + fine + "}"),
        bad("a comment", "{\"model\":\"auto\",/* */" + fine + "}"),
        bad("deep arrays", "{\"model\":\"auto\",\"x\":" + "[".repeat(10_000) + "}"),
        bad("deep and whole", "{\"model\":\"auto\"," + fine + ",\"x\":" + nested(10_000) + "}"),
        bad("deep objects", "{\"model\":\"auto\"," + fine + ",\"x\":" + "{\"a\":".repeat(10_000)),
        new Bad(
            "invalid UTF-8",
            ByteString.copyFrom(
                "{\"model\":\"auto\"," + fine.replace("Hi", "H\u00ff") + "}",
                StandardCharsets.ISO_8859_1)),
        new Bad(
            "UTF-16",
            ByteString.copyFrom("{\"model\":\"auto\"," + fine + "}", StandardCharsets.UTF_16)));
  }

  /** Envoy closes an HTTP/1.1 connection after a 400 and says so; the next one finds all well. */
  @ParameterizedTest
  @MethodSource("bodies")
  void is_refused_in_the_callers_dialect_and_harms_nobody(Bad bad) throws IOException {
    long served = system.requestsServed();
    for (Api api : BOTH_DIALECTS) {
      try (var connection = connect()) {
        Response response = connection.post(api.path(), bad.body().toByteArray());

        assertThat(response.status()).as(response.body()).isEqualTo(400);
        assertError(api, response, "invalid_request_error");
        assertThat(response.header("x-interlock-reason")).isEqualTo("invalid_request");
        assertThat(response.header("x-interlock-model")).isEmpty();
        assertThat(response.header("connection")).isEqualTo("close");
      }
    }
    assertThat(system.requestsServed()).isEqualTo(served);
    try (var connection = connect()) {
      assertThat(next(connection).status()).isEqualTo(200);
    }
  }

  @Test
  void a_compressed_body_is_refused() throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write(Bodies.auto("Hi").getBytes(StandardCharsets.UTF_8));
    }
    try (var connection = connect()) {
      for (Api api : BOTH_DIALECTS) {
        Response response =
            connection.post(api.path(), zipped.toByteArray(), "content-encoding: gzip");

        assertThat(response.status()).as(response.body()).isEqualTo(415);
        assertError(api, response, "invalid_request_error");
      }
      assertThat(next(connection).status()).isEqualTo(200);
    }
  }

  @Test
  void an_unknown_model_costs_no_connection() throws IOException {
    byte[] body = Bodies.of(Api.CHAT, "nobody", "Hi").getBytes(StandardCharsets.UTF_8);
    try (var connection = connect()) {
      assertThat(connection.post(Api.CHAT.path(), body).status()).isEqualTo(404);
      assertThat(next(connection).status()).isEqualTo(200);
    }
  }

  private KeptConnection connect() throws IOException {
    return new KeptConnection(system.envoy().process().listener());
  }

  private static Response next(KeptConnection connection) throws IOException {
    byte[] body = Bodies.auto("Hi there!").getBytes(StandardCharsets.UTF_8);
    return connection.post(Api.CHAT.path(), body);
  }

  private static void assertError(Api api, Response response, String type) {
    assertThat(response.header("content-type")).isEqualTo("application/json");
    JsonNode body = json(response.body());
    assertThat(body.at("/error/message").asString()).isNotEmpty();
    assertThat(body.at("/error/type").asString()).isEqualTo(type);
    switch (api) {
      case MESSAGES -> assertThat(body.get("type").asString()).isEqualTo("error");
      default -> assertThat(body.at("/error/code").asString()).isNotEmpty();
    }
  }

  private static Bad bad(String why, String body) {
    return new Bad(why, ByteString.copyFromUtf8(body));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }
}
