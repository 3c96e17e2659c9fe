package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.inference.Api;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A real Envoy is ended: what its clients see of it. */
class EnvoyDrainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void answers_say_goodbye_and_envoy_ends_with_its_last_connection() throws Exception {
    var asked = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    try (var small = RecordingUpstream.start("small");
        var envoy = start(small);
        var client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> open;
      HttpResponse<String> before = client.send(chat(envoy), BodyHandlers.ofString());
      assertThat(before.headers().firstValue("connection")).isEmpty();
      small.answering(
          exchange -> {
            asked.countDown();
            await(told);
            RecordingUpstream.reply(exchange, 200, "application/json", "{}");
          });
      open = client.sendAsync(chat(envoy), BodyHandlers.ofString());
      await(asked);

      var drain = CompletableFuture.supplyAsync(() -> drain(envoy, Duration.ZERO, PATIENCE));
      // One whose answer is under way keeps Envoy alive.
      Waiting.until("draining", () -> failing(envoy));
      assertThat(drain.isDone()).isFalse();
      told.countDown();

      assertThat(open.get().statusCode()).isEqualTo(200);
      assertThat(open.get().headers().firstValue("connection")).hasValue("close");
      assertThat(drain.get()).isEqualTo(new EnvoyDrain.Outcome.Drained());
      assertThat(envoy.exit().get(10, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void whoever_stays_is_cut_off_at_the_deadline() throws Exception {
    try (var small = RecordingUpstream.start("small");
        var envoy = start(small);
        var idle = new Socket(envoy.listener().host(), envoy.listener().port())) {
      Waiting.until("connected", () -> connections(envoy) == 1);

      assertThat(drain(envoy, Duration.ZERO, Duration.ofMillis(600)))
          .isEqualTo(new EnvoyDrain.Outcome.CutOff(Optional.of(1L)));
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      assertThat(envoy.exit().get(10, TimeUnit.SECONDS)).isZero();
      assertThat(drain(envoy, Duration.ZERO, PATIENCE)).isEqualTo(new EnvoyDrain.Outcome.NoEnvoy());
    }
  }

  /** Longer than it is waited for an answer, as on a node without a core to spare. */
  @Test
  void one_that_is_slow_to_answer_is_asked_again_and_ends() throws Exception {
    try (var small = RecordingUpstream.start("small");
        var envoy = start(small)) {
      signal("STOP", envoy);
      var drain = CompletableFuture.supplyAsync(() -> drain(envoy, Duration.ZERO, PATIENCE));
      Thread.sleep(Duration.ofSeconds(7));
      assertThat(drain.isDone()).isFalse();
      signal("CONT", envoy);

      assertThat(drain.get()).isEqualTo(new EnvoyDrain.Outcome.Drained());
      assertThat(envoy.exit().get(10, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void a_deadline_within_the_grace_is_refused() {
    var admin =
        EnvoySettings.of(java.nio.file.Path.of("/s"), EnvoySettings.Failsafe.to("m")).admin();
    assertThatThrownBy(() -> new EnvoyDrain(admin, PATIENCE, Duration.ZERO))
        .hasMessage("deadline: PT0S (expected: at least the grace, PT1M)");
  }

  private static EnvoyProcess start(RecordingUpstream small) {
    var launch = EnvoyFixture.of(small.model(Api.CHAT)).launch();
    return Waiting.on(() -> EnvoyProcess.start(EnvoyFixture.newest(), launch));
  }

  private static void signal(String name, EnvoyProcess envoy) {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(envoy.pid()));
    assertThat(Waiting.on(() -> kill.start().waitFor())).isZero();
  }

  private static EnvoyDrain.Outcome drain(EnvoyProcess envoy, Duration grace, Duration deadline) {
    return Waiting.on(() -> new EnvoyDrain(envoy.admin(), grace, deadline).run());
  }

  private static boolean failing(EnvoyProcess envoy) {
    return Waiting.on(() -> envoy.adminGet("/server_info")).contains("DRAINING");
  }

  private static long connections(EnvoyProcess envoy) {
    String stat = "http.llm.downstream_cx_active";
    return Waiting.on(() -> envoy.adminGet("/stats?filter=" + stat))
        .lines()
        .filter(line -> line.startsWith(stat + ": "))
        .mapToLong(line -> Long.parseLong(line.substring(stat.length() + 2)))
        .sum();
  }

  private static HttpRequest chat(EnvoyProcess envoy) {
    return HttpRequest.newBuilder(URI.create("http://" + envoy.listener() + Api.CHAT.path()))
        .version(HttpClient.Version.HTTP_1_1)
        .timeout(PATIENCE)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"small\",\"messages\":[]}"))
        .build();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
