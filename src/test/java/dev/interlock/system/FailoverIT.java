package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.digest.Sha256;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.inference.Api;
import dev.interlock.simulator.Faults;
import dev.interlock.simulator.RequestLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A model that does not answer, on every Envoy of the matrix and in both forms that are rendered:
 * the next one of the plan does, asked as itself.
 */
@ParameterizedClass(name = "{0}")
@SuppressWarnings("NullAway.Init")
@MethodSource("setups")
class FailoverIT {
  /** Small talk goes to the small model; {@code medium} is next. */
  private static final String PROMPT = "Hi there!";

  private static final List<String> MODELS = List.of("small", "medium", "frontier");

  private static final Executor CLIENTS = Executors.newVirtualThreadPerTaskExecutor();

  @TempDir private static Path folder;

  private static SystemFixture system;

  /** An Envoy, and the version that the bootstrap is rendered for. */
  record Setup(EnvoyBinary binary, String rendered) {
    @Override
    public String toString() {
      return "rendered for " + rendered + ", on " + binary.version();
    }
  }

  FailoverIT(Setup setup) {}

  static List<Setup> setups() {
    return Stream.concat(
            Stream.of(new Setup(EnvoyFixture.newest(), "1.40")),
            EnvoyFixture.matrix().stream().map(binary -> new Setup(binary, "1.37")))
        .toList();
  }

  @BeforeParameterizedClassInvocation
  static void start(Setup setup) throws IOException {
    system =
        SystemFixture.example()
            .replacing(
                "upstream_model: qwen2.5-7b-instruct",
                "credential: {file: %s}\n    upstream_model: qwen2.5-7b-instruct"
                    .formatted(secret("small")))
            .replacing(
                "upstream_model: llama-3.1-70b-instruct",
                "credential: {file: %s, header: x-medium-key}\n    upstream_model: llama-3.1-70b-instruct"
                    .formatted(secret("medium")))
            .adding("failover: {attempts: 3, breaker: {enabled: false}}")
            .oldestEnvoy(setup.rendered())
            .start(setup.binary());
  }

  private static Path secret(String model) throws IOException {
    return Files.writeString(folder.resolve(model), "secret-of-" + model);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    system.close();
  }

  @AfterEach
  void heal() {
    for (String model : MODELS) {
      system.server(model).faults(Faults.NONE);
      system.server(model).requests().clear();
    }
  }

  static List<Faults> faults() {
    return List.of(
        Faults.failing(500),
        Faults.failing(429),
        Faults.refusing(),
        new Faults(
            false, 1, 0, new Faults.ErrorAnswer(0, 500, Optional.empty()), Duration.ZERO, 0, 0));
  }

  @Test
  void a_model_in_health_is_asked_alone() {
    HttpResponse<String> response = ask();

    assertAnsweredBy("small", response);
    assertThat(header(response, "x-interlock-model")).isEqualTo("small");
    assertThat(counts()).containsExactly(1L, 0L, 0L);
    assertThat(system.lastRequest("small").headers())
        .containsEntry("authorization", "Bearer secret-of-small")
        .doesNotContainKey("x-medium-key");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void the_next_model_is_asked_as_itself(Faults faults) {
    system.server("small").faults(faults);

    HttpResponse<String> response = ask();

    assertAnsweredBy("medium", response);
    assertThat(header(response, "x-interlock-model")).isEqualTo("medium");
    assertThat(counts()).containsExactly(faults.refuse() ? 0L : 1L, 1L, 0L);
    RequestLog.Entry request = system.lastRequest("medium");
    assertThat(request.body())
        .isEqualTo(Bodies.auto(PROMPT).replace("\"auto\"", "\"llama-3.1-70b-instruct\""));
    assertThat(request.headers())
        .containsEntry("x-medium-key", "secret-of-medium")
        .doesNotContainKey("authorization");
    assertThat(request.headers().keySet())
        .noneMatch(name -> name.startsWith("x-interlock") || name.startsWith("x-envoy"));
    JsonNode line = system.accessLog(response);
    assertThat(line.get("served_by").asString()).isEqualTo("medium");
    assertThat(line.get("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void the_third_model_is_asked_when_two_fail() {
    system.server("small").faults(Faults.failing(503));
    system.server("medium").faults(Faults.refusing());

    HttpResponse<String> response = ask();

    assertAnsweredBy("frontier", response);
    assertThat(counts()).containsExactly(1L, 0L, 1L);
    RequestLog.Entry request = system.lastRequest("frontier");
    assertThat(request.body())
        .isEqualTo(Bodies.auto(PROMPT).replace("\"auto\"", "\"gpt-sim-frontier\""));
    assertThat(request.headers()).doesNotContainKeys("authorization", "x-api-key");
  }

  @Test
  void no_credential_goes_on_to_the_third_whatever_its_header() {
    system.server("small").faults(Faults.failing(503));
    system.server("medium").faults(Faults.failing(503));

    assertAnsweredBy("frontier", ask());

    assertThat(counts()).containsExactly(1L, 1L, 1L);
    assertThat(system.lastRequest("frontier").headers())
        .doesNotContainKeys("authorization", "x-medium-key");
  }

  @Test
  void the_last_failure_is_the_answer_when_all_fail() {
    MODELS.forEach(model -> system.server(model).faults(Faults.failing(429)));

    HttpResponse<String> response = ask();

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(counts()).containsExactly(1L, 1L, 1L);
  }

  @Test
  void a_clients_mistake_is_not_tried_elsewhere() {
    system.server("small").faults(Faults.failing(400));

    assertThat(ask().statusCode()).isEqualTo(400);
    assertThat(counts()).containsExactly(1L, 0L, 0L);
  }

  @Test
  void a_stream_fails_over_before_its_first_byte() {
    system.server("small").faults(Faults.failing(500));

    HttpResponse<String> response =
        system.envoy().post(Api.CHAT.path(), Bodies.streamed(Api.CHAT, "auto", PROMPT));

    assertAnsweredBy("medium", response);
    assertThat(response.body()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void a_large_body_reaches_the_next_model_with_nothing_but_its_name_changed() throws Exception {
    system.server("small").faults(Faults.failing(500));
    // Envoy 1.37 retries nothing above half of the body limit.
    String body = Bodies.auto(PROMPT + " ".repeat(3 << 20));

    HttpResponse<String> response = system.envoy().post(Api.CHAT.path(), body);

    String second = header(response, "x-interlock-model");
    assertAnsweredBy(second, response);
    assertThat(header(response, "x-simulated-model")).isNotEqualTo("small");
    String expected = body.replace("\"auto\"", "\"" + upstreamModel(second) + "\"");
    assertThat(system.lastRequest(second).bodySha256()).isEqualTo(Sha256.hex(expected));
  }

  /** What crashes an Envoy whose buffers are at their defaults. */
  @Test
  void many_large_bodies_at_once() {
    system.server("small").faults(Faults.failing(500));
    String body = Bodies.auto(PROMPT + " ".repeat(300_000));

    List<CompletableFuture<HttpResponse<String>>> all =
        IntStream.range(0, 30)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> ask(body), CLIENTS))
            .toList();

    assertThat(all.stream().map(CompletableFuture::join))
        .allSatisfy(response -> assertThat(response.statusCode()).isEqualTo(200))
        .noneMatch(response -> header(response, "x-simulated-model").equals("small"));
  }

  @Test
  void a_named_model_stays() {
    system.server("small").faults(Faults.failing(500));

    HttpResponse<String> response =
        system.envoy().post(Api.CHAT.path(), Bodies.of(Api.CHAT, "small", PROMPT));

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(counts()).containsExactly(1L, 0L, 0L);
  }

  private static String upstreamModel(String id) {
    return system.configuration().catalog().model(id).orElseThrow().upstreamModel();
  }

  private static HttpResponse<String> ask(String body) {
    return system.envoy().post(Api.CHAT.path(), body);
  }

  private static HttpResponse<String> ask() {
    return system.envoy().post(Api.CHAT.path(), Bodies.auto(PROMPT));
  }

  private static void assertAnsweredBy(String model, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(header(response, "x-simulated-model")).isEqualTo(model);
    assertThat(header(response, "x-interlock-model")).isEqualTo(model);
  }

  /** How often each model was asked. */
  private static List<Long> counts() {
    return MODELS.stream().map(model -> system.server(model).requests().count()).toList();
  }
}
