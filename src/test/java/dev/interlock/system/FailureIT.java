package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sidecar as its own process, absent, hung and killed: clients get their answers. */
@Tag("alone")
class FailureIT {
  private static final String CHAT = Api.CHAT.path();
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private SystemFixture system;

  @BeforeEach
  void startWithoutSidecar() {
    system =
        SystemFixture.example()
            .replacing("deadline: 10s", "deadline: " + DEADLINE.toMillis() + "ms")
            .asProcess()
            .fleet(fleet -> fleet)
            .startWithoutSidecar(EnvoyFixture.newest());
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void absent() {
    assertFailsafe(system.envoy().post(CHAT, Bodies.auto("Prove Fermat's last theorem.")));
    assertSensitiveRefused();
  }

  @Test
  void hung_and_awake_again() throws Exception {
    try (SidecarProcess sidecar = system.startProcess()) {
      assertDecided(system.envoy().post(CHAT, Bodies.auto("Hi there!")));

      signal(sidecar, "STOP");
      long began = System.nanoTime();
      assertFailsafe(system.envoy().post(CHAT, Bodies.auto("Hi there!")));
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(took)
          .isGreaterThan(DEADLINE)
          .isLessThan(DEADLINE.plus(EnvoySettings.MARGIN).plusSeconds(5));
      assertSensitiveRefused();

      signal(sidecar, "CONT");
      Waiting.until("decided again", () -> decides("Hi there!"));
    }
  }

  @Test
  void killed_while_it_decides() throws Exception {
    try (SidecarProcess sidecar = system.startProcess()) {
      assertDecided(system.envoy().post(CHAT, Bodies.auto("Hi there!")));

      signal(sidecar, "STOP");
      List<CompletableFuture<HttpResponse<String>>> waiting =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> system.envoy().post(CHAT, Bodies.auto("Question " + i))))
              .toList();
      Waiting.until(
          "requests under way",
          () -> system.envoy().stat("cluster.interlock.upstream_rq_active") >= 8);
      sidecar.kill();

      waiting.forEach(answer -> assertFailsafe(answer.join()));
      assertSensitiveRefused();
    }
    try (SidecarProcess again = system.startProcess()) {
      assertThat(again.pid()).isPositive();
      Waiting.until("decided again", () -> decides("Hi there!"));
    }
  }

  @Test
  void killed_while_an_answer_streams() throws Exception {
    try (SidecarProcess sidecar = system.startProcess()) {
      String body = Bodies.streamed(Api.CHAT, "frontier", "Tell me a long story.");
      var answer = CompletableFuture.supplyAsync(() -> system.envoy().post(CHAT, body));
      Waiting.until(
          "answer under way",
          () -> system.envoy().stat("http.llm.ext_proc.decision.stream_msgs_received") >= 3);
      sidecar.kill();

      HttpResponse<String> response = answer.join();
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "x-interlock-model")).isEqualTo("frontier");
      assertThat(response.body()).endsWith("data: [DONE]\n\n");
    }
  }

  private void assertFailsafe(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(header(response, "x-simulated-model")).isEqualTo("small");
    assertThat(header(response, "x-interlock-model")).isEqualTo("small");
    assertThat(header(response, "x-interlock-reason")).isEqualTo("failsafe");
    assertThat(system.lastRequest("small").model()).isEqualTo("qwen2.5-7b-instruct");
  }

  private void assertSensitiveRefused() {
    long served = system.requestsServed();
    HttpResponse<String> chat =
        system.envoy().post(CHAT, Bodies.auto("secret"), "x-data-class", "restricted");
    assertThat(chat.statusCode()).isEqualTo(503);
    assertThat(header(chat, "retry-after")).isNotEmpty();
    assertThat(json(chat).at("/error/message").asString()).isNotEmpty();

    HttpResponse<String> messages =
        system
            .envoy()
            .post(
                Api.MESSAGES.path(),
                Bodies.of(Api.MESSAGES, "auto", "secret"),
                "x-data-class",
                "restricted");
    assertThat(messages.statusCode()).isEqualTo(503);
    assertThat(json(messages).get("type").asString()).isEqualTo("error");
    assertThat(system.requestsServed()).isEqualTo(served);
  }

  private static void assertDecided(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "x-interlock-decision")).startsWith("d-");
  }

  private boolean decides(String prompt) {
    HttpResponse<String> response = system.envoy().post(CHAT, Bodies.auto(prompt));
    assertThat(response.statusCode()).isEqualTo(200);
    return header(response, "x-interlock-decision").startsWith("d-");
  }

  static void signal(SidecarProcess sidecar, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(sidecar.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
