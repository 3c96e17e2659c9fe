package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at when metrics are collected: that it is as it says, and as its page says. */
class GaugesTest {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));

  @TempDir private Path folder;

  @Test
  void say_how_things_are_at_the_moment() throws Exception {
    Loaded.Valid loaded = load();
    var release = new CountDownLatch(1);
    try (var telemetry = Telemetry.start(Optional.empty());
        var workers = new WorkerPool("gauges", 1, 10)) {
      DecisionEngine engine = DecisionEngine.build(loaded, HOME, 1);
      try (var generations = generations(loaded, engine, telemetry)) {
        var bodies = new ByteBudget(1000);
        Gauges.of(telemetry.metrics(), workers, bodies, engine, generations);
        assertThat(samples(telemetry.prometheusText()))
            .contains("interlock_body_bytes 0", "interlock_queue_depth 0")
            .contains("interlock_model_resting{model=\"small\"} 0")
            .contains("interlock_model_resting{model=\"large\"} 0");

        engine.breakers().heard("small", 429, Optional.of(Duration.ofMinutes(1)), false, 0);
        assertThat(bodies.tryReserve(300)).isTrue();
        occupy(workers, release);

        assertThat(samples(telemetry.prometheusText()))
            .contains("interlock_body_bytes 300", "interlock_queue_depth 1")
            .contains("interlock_model_resting{model=\"small\"} 1")
            .contains("interlock_model_resting{model=\"large\"} 0");
      } finally {
        release.countDown();
      }
    }
  }

  @Test
  void a_sidecar_exports_every_one_as_its_page_says() throws Exception {
    String exported;
    try (var sidecar = Sidecar.start(source(), load(), HOME);
        var client = HttpClient.newHttpClient()) {
      var metrics = URI.create("http://127.0.0.1:" + sidecar.health().getPort() + "/metrics");
      exported =
          client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
    }
    String page = Files.readString(Path.of("docs/reference/metrics.md"));
    List<String> gauges =
        exported
            .lines()
            .filter(line -> line.startsWith("# TYPE interlock_") && line.endsWith(" gauge"))
            .map(line -> line.replaceAll("# TYPE | gauge", ""))
            .toList();

    assertThat(gauges)
        .containsExactlyInAnyOrder(
            "interlock_queue_depth",
            "interlock_body_bytes",
            "interlock_conversation_answers",
            "interlock_model_resting",
            "interlock_config_generation",
            "interlock_config_since_seconds",
            "interlock_config_last_reload_successful",
            "interlock_config_problems",
            "interlock_config_generations_in_use",
            "interlock_journal_lost",
            "interlock_samples_kept",
            "interlock_samples_lost",
            "interlock_samples_withheld",
            "interlock_feedback_open_decisions",
            "interlock_feedback_frozen",
            "interlock_cache_entries",
            "interlock_cache_bytes",
            "interlock_cache_quarantine",
            "interlock_cache_distant_entries",
            "interlock_passthrough");
    for (String gauge : gauges) {
      String help =
          exported
              .lines()
              .filter(line -> line.startsWith("# HELP " + gauge + " "))
              .map(line -> line.substring(("# HELP " + gauge + " ").length()))
              .findFirst()
              .orElseThrow();
      assertThat(page.lines().filter(line -> line.startsWith("| `" + gauge + "`")))
          .singleElement()
          .asString()
          .endsWith("| " + help + ". |");
    }
  }

  /** One task that runs and one that waits. */
  private static void occupy(WorkerPool workers, CountDownLatch release)
      throws InterruptedException {
    var running = new CountDownLatch(1);
    Runnable task =
        () -> {
          running.countDown();
          try {
            release.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    assertThat(workers.submit(task)).isTrue();
    running.await();
    assertThat(workers.submit(task)).isTrue();
  }

  private static List<String> samples(String text) {
    return text.lines().map(line -> line.replaceFirst("\\.0$", "")).toList();
  }

  private Generations generations(Loaded.Valid loaded, DecisionEngine engine, Telemetry telemetry) {
    return new Generations(
        source(),
        loaded,
        engine,
        EnvoyUpdates.of(loaded.configuration()),
        InstantSource.system(),
        telemetry.metrics());
  }

  private Loaded.Valid load() throws IOException {
    Files.writeString(
        folder.resolve("interlock.yaml"),
        Files.readString(Path.of("examples/minimal.yaml"))
            + """

            listen: unix:%1$s/interlock.sock
            health: {listen: "127.0.0.1:0"}
            admin: {listen: "127.0.0.1:0"}
            journal: {path: %1$s/journal.jsonl}
            samples: {folder: %1$s/samples}
            encoder: {forward: off}
            """
                .formatted(folder));
    return (Loaded.Valid) source().load(1);
  }

  private ConfigurationSource source() {
    return new ConfigurationSource(
        new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs()),
        folder.resolve("interlock.yaml"));
  }
}
