package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Reloads while clients talk: no stream breaks, none goes undecided, and each ends on the
 * generation it began with. {@code -Dinterlock.reloads=500} for more of them.
 */
class ReloadUnderLoadIT {
  private static final int RELOADS = Integer.getInteger("interlock.reloads", 50);
  private static final int CLIENTS = 8;
  private static final String CHAT = Api.CHAT.path();

  @Test
  void no_stream_breaks() throws Exception {
    try (SystemFixture system = SystemFixture.example().start();
        var clients = Executors.newFixedThreadPool(CLIENTS)) {
      var stop = new AtomicBoolean();
      List<Future<List<String>>> talks = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        talks.add(clients.submit(() -> talk(system, client, stop)));
      }
      for (int i = 1; i <= RELOADS; i++) {
        String objective = "objective: {quality: 0." + (30 + i % 60) + "}";
        system.edit(text -> text.replaceFirst("objective: \\{quality: 0\\.\\d+\\}", objective));
        HttpResponse<String> change = system.adminPost("/api/reload", "");
        assertThat(change.statusCode()).as(change.body()).isEqualTo(200);
      }
      stop.set(true);

      List<String> models = new ArrayList<>();
      for (Future<List<String>> talk : talks) {
        models.addAll(talk.get());
      }
      System.out.printf("%d reloads, %d exchanges, 0 broken%n", RELOADS, models.size());
      assertThat(models).hasSizeGreaterThan(CLIENTS);
      assertThat(system.metric("interlock_config_generation")).isEqualTo(RELOADS + 1);
      Waiting.until(
          "old generations freed", () -> system.metric("interlock_config_generations_in_use") == 1);
      assertThat(system.metric("interlock_streams_total", "cause=\"failed\"")).isZero();
      assertThat(system.metric("interlock_streams_total", "cause=\"protocol_error\"")).isZero();
    }
  }

  @Test
  void a_stream_ends_on_the_generation_it_began_with() {
    try (SystemFixture system = SystemFixture.example().fleet(fleet -> fleet).start()) {
      String story = Bodies.streamed(Api.CHAT, "frontier", "Tell me a long story.");
      var answer = CompletableFuture.supplyAsync(() -> system.envoy().post(CHAT, story));
      Waiting.until(
          "answer under way",
          () -> system.envoy().stat("http.llm.ext_proc.decision.stream_msgs_received") >= 3);

      system.edit(ReloadIT::everythingToFrontier);
      assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
      assertThat(inUse(system)).containsExactly(2L, 1L);

      HttpResponse<String> response = answer.join();
      assertThat(response.body()).endsWith("data: [DONE]\n\n");
      assertThat(system.decision(response).get("generation").asInt()).isEqualTo(1);
      Waiting.until("the first one freed", () -> inUse(system).equals(List.of(2L)));
    }
  }

  private static List<Long> inUse(SystemFixture system) {
    return system.adminGet("/api/generations").get("generations").values().stream()
        .filter(one -> one.get("in_use").asBoolean())
        .map(one -> one.get("number").asLong())
        .toList();
  }

  /** Asks again and again; the models that answered. */
  private static List<String> talk(SystemFixture system, int client, AtomicBoolean stop) {
    List<String> models = new ArrayList<>();
    for (int i = 0; !stop.get(); i++) {
      String prompt = "Question " + client + "-" + i + ": what is a monad?";
      boolean streams = i % 2 == 0;
      HttpResponse<String> response =
          system
              .envoy()
              .post(
                  CHAT, streams ? Bodies.streamed(Api.CHAT, "auto", prompt) : Bodies.auto(prompt));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(header(response, "x-interlock-reason")).isNotEqualTo("failsafe");
      assertThat(header(response, "x-interlock-decision")).startsWith("d-");
      assertThat(header(response, "x-interlock-model"))
          .isEqualTo(header(response, "x-simulated-model"));
      assertThat(response.body()).endsWith(streams ? "data: [DONE]\n\n" : "}");
      models.add(header(response, "x-simulated-model"));
    }
    return models;
  }
}
