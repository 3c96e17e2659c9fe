package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.journal.Report;
import dev.interlock.journal.ReportLine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code mode: observe} on a real Envoy: everything is decided and nothing changes. */
class ObserveIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String SMALL_TALK = "Hi there!";

  @TempDir private Path folder;
  private Path journal;
  private RecordingUpstream frontier;
  private SystemFixture system;

  @BeforeEach
  void startWithoutSidecar() {
    journal = folder.resolve("journal.jsonl");
    frontier = RecordingUpstream.start("frontier");
    system =
        SystemFixture.example()
            .adding("mode: observe\njournal: {path: %s}".formatted(journal))
            .serving("frontier", frontier.port())
            .asProcess()
            .startWithoutSidecar(EnvoyFixture.newest());
  }

  @AfterEach
  void stop() {
    system.close();
    frontier.close();
  }

  @Test
  void a_request_keeps_its_bytes_and_its_model_and_is_decided_beside_that() {
    system.startSidecar();
    // Not as anybody would write it: whoever parses and writes it again changes it.
    String body =
        """
        { "messages" : [ {"role":"user", "content":"Hi there\\u0021"} ],
          "model":"gpt-sim-frontier" , "temperature": 1.0e0, "x" : {"b":1,"a":[ ]} }
        """;
    HttpResponse<String> answer = system.envoy().post(CHAT, body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).isEqualTo(body);
    assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("x-interlock-"));

    JsonNode seen = onlyDecision();
    assertThat(seen.get("mode").asString()).isEqualTo("observe");
    assertThat(seen.at("/request/model").asString()).isEqualTo("gpt-sim-frontier");
    assertThat(seen.at("/request/virtual_model").asString()).isEqualTo("auto");
    assertThat(seen.at("/outcome/forward/model").asString()).isEqualTo("small");
    Waiting.until("the answer is counted", () -> system.metric("interlock_exchanges_total") == 1);
    assertThat(system.metric("interlock_decisions_total", "mode=\"observe\"", "model=\"small\""))
        .isEqualTo(1);
    assertThat(system.metric("interlock_exchanges_total", "model=\"frontier\"")).isEqualTo(1);
    assertThat(system.metric("interlock_tokens_total", "model=\"frontier\"")).isPositive();

    Waiting.until("it is in the journal", () -> !SystemFixture.read(journal).isEmpty());
    ReportLine all = Waiting.on(() -> Report.of(journal, _ -> true)).lines().getFirst();
    assertThat(all.requests()).isEqualTo(1);
    assertThat(all.saved().value()).isPositive();
    assertThat(SystemFixture.read(journal)).doesNotContain("Hi there");
  }

  @Test
  void a_name_of_ours_is_spoken_as_the_server_knows_it_and_no_known_name_takes_the_failsafe() {
    system.startSidecar();
    assertThat(ask("frontier").statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).contains("\"gpt-sim-frontier\"");

    assertThat(header(ask("auto"), "x-interlock-reason")).isEqualTo("failsafe");
    assertThat(header(ask("unheard-of"), "x-interlock-model")).isEqualTo("small");
    assertThat(frontier.requests()).hasSize(1);
  }

  @Test
  void large_and_broken_bodies_pass_as_well() {
    system.startSidecar();
    String large = Bodies.ofSize(Api.CHAT, 3 << 20).replace("\"auto\"", "\"frontier\"");
    assertThat(system.envoy().post(CHAT, large).statusCode()).isEqualTo(200);
    assertThat(onlyDecision().at("/outcome/forward/model").asString()).isNotEmpty();
    // Nobody can tell what it names: the fail-safe model's server says what it thinks of it.
    HttpResponse<String> broken = system.envoy().post(CHAT, "{\"model\":");
    assertThat(header(broken, "x-interlock-reason")).isNotEqualTo("invalid_json");
    assertThat(ask("frontier").statusCode()).isEqualTo(200);
  }

  @Test
  void nobody_waits_for_a_sidecar_that_hangs_or_is_gone() throws Exception {
    ask("frontier");
    Duration without = median("frontier");
    try (SidecarProcess sidecar = system.startProcess()) {
      ask("frontier");
      Waiting.until("it looks on", () -> system.metric("interlock_decisions_total") > 0);
      Duration with = median("frontier");

      FailureIT.signal(sidecar, "STOP");
      Duration hung = median("frontier");
      FailureIT.signal(sidecar, "CONT");

      System.out.printf("p50 without %s, observed %s, hung %s%n", without, with, hung);
      // The decision's deadline is 10 s: whoever waited would wait that long.
      assertThat(hung).isLessThan(without.plus(Duration.ofMillis(50)));
      assertThat(with).isLessThan(without.plus(Duration.ofMillis(50)));
      Waiting.until("awake", () -> system.metric("interlock_decisions_total") >= 60);
    }
  }

  private Duration median(String model) {
    long[] took = new long[31];
    for (int i = 0; i < took.length; i++) {
      long began = System.nanoTime();
      assertThat(ask(model).statusCode()).isEqualTo(200);
      took[i] = System.nanoTime() - began;
    }
    Arrays.sort(took);
    return Duration.ofNanos(took[took.length / 2]);
  }

  private JsonNode onlyDecision() {
    Waiting.until("a decision", () -> !decisions().isEmpty());
    JsonNode row = decisions().get(0);
    return system.decision(row.get("id").asString());
  }

  private JsonNode decisions() {
    return system.adminGet("/api/decisions").get("decisions");
  }

  private HttpResponse<String> ask(String model) {
    return system.envoy().post(CHAT, Bodies.of(Api.CHAT, model, SMALL_TALK));
  }
}
