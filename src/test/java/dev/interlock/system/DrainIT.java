package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGTERM under load: the sidecar ends without a request lost. */
@Tag("alone")
class DrainIT {
  private static final String CHAT = Api.CHAT.path();
  private static final int CLIENTS = 8;

  @Test
  void no_request_is_lost_and_open_streams_end_decided() throws Exception {
    try (SystemFixture system = start("{grace: 2s, deadline: 30s}");
        SidecarProcess sidecar = system.startProcess();
        var clients = Executors.newFixedThreadPool(CLIENTS + 1)) {
      var stop = new AtomicBoolean();
      List<Future<List<String>>> talks = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        talks.add(clients.submit(() -> talk(system, stop)));
      }
      var story =
          clients.submit(
              () ->
                  system
                      .envoy()
                      .post(CHAT, Bodies.streamed(Api.CHAT, "frontier", "Tell me a long story.")));
      Waiting.until("decisions", () -> system.metric("interlock_decisions_total") > 20);

      sidecar.terminate();
      Waiting.until("not ready", () -> system.readiness().statusCode() == 503);
      assertThat(system.readiness().body()).contains("draining");
      HttpResponse<String> within = system.envoy().post(CHAT, Bodies.auto("Hi there!"));
      assertThat(header(within, "x-interlock-decision")).startsWith("d-");

      assertThat(sidecar.awaitEnd(Duration.ofSeconds(40))).hasValue(0);
      HttpResponse<String> after = system.envoy().post(CHAT, Bodies.auto("Hi there!"));
      assertThat(header(after, "x-interlock-reason")).isEqualTo("failsafe");
      stop.set(true);

      HttpResponse<String> told = story.get();
      assertThat(header(told, "x-interlock-decision")).startsWith("d-");
      assertThat(told.body()).endsWith("data: [DONE]\n\n");
      int exchanges = 0;
      for (Future<List<String>> talk : talks) {
        // Decided until the end, alone from then on: nobody changes sides twice.
        List<String> reasons = talk.get();
        exchanges += reasons.size();
        int end = reasons.indexOf("failsafe");
        assertThat(end).isPositive();
        assertThat(reasons.subList(end, reasons.size())).containsOnly("failsafe");
      }
      System.out.printf("SIGTERM under load: %d exchanges, 0 lost%n", exchanges);
      assertThat(SystemFixture.read(system.sidecarLog())).contains("drained");
    }
  }

  @Test
  void streams_that_do_not_end_in_time_are_left_to_envoy() throws Exception {
    try (SystemFixture system = start("{grace: 0s, deadline: 1s}");
        SidecarProcess sidecar = system.startProcess()) {
      String body = Bodies.streamed(Api.CHAT, "frontier", "Tell me a very long story.");
      var answer = CompletableFuture.supplyAsync(() -> system.envoy().post(CHAT, body));
      Waiting.until(
          "answer under way",
          () -> system.envoy().stat("http.llm.ext_proc.decision.stream_msgs_received") >= 3);

      sidecar.terminate();

      assertThat(sidecar.awaitEnd(Duration.ofSeconds(10))).hasValue(0);
      assertThat(answer.join().body()).endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void told_twice_it_ends_at_once() throws Exception {
    try (SystemFixture system = start("{grace: 60s, deadline: 60s}");
        SidecarProcess sidecar = system.startProcess()) {
      sidecar.terminate();
      Waiting.until("not ready", () -> system.readiness().statusCode() == 503);
      sidecar.terminate();
      assertThat(sidecar.awaitEnd(Duration.ofSeconds(10))).hasValue(0);
    }
  }

  private static SystemFixture start(String drain) {
    return SystemFixture.example()
        .adding("drain: " + drain)
        .asProcess()
        .fleet(fleet -> fleet)
        .startWithoutSidecar(EnvoyFixture.newest());
  }

  private static List<String> talk(SystemFixture system, AtomicBoolean stop) {
    List<String> reasons = new ArrayList<>();
    while (!stop.get()) {
      HttpResponse<String> response = system.envoy().post(CHAT, Bodies.auto("Hi there!"));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.body()).endsWith("}");
      reasons.add(header(response, "x-interlock-reason"));
    }
    return reasons;
  }
}
