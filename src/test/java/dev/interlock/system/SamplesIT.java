package dev.interlock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.Interlock;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.outcome.OutcomeFile;
import dev.interlock.outcome.OutcomeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live prompts through a real Envoy into a folder, and from there to every model. */
class SamplesIT {
  private static final String CHAT = Api.CHAT.path();

  @TempDir private Path folder;

  @Test
  void what_may_be_kept_is_kept_without_personal_data_and_can_be_collected() throws IOException {
    Path kept = folder.resolve("samples");
    try (var system =
        SystemFixture.example()
            .adding("samples: {folder: " + kept + ", share: 100%, per_minute: 100}")
            .start()) {
      system.envoy().post(CHAT, Bodies.auto("Mail the menu to ada@example.org, please."));
      system.envoy().post(CHAT, Bodies.auto("My key is sk-proj-a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6."));
      system
          .envoy()
          .post(
              CHAT, Bodies.auto("Extract the parties and the governing law from this agreement."));
      system.envoy().post(CHAT, Bodies.auto("What did we decide?"), "x-data-class", "restricted");
      Waiting.until(
          "both that may be looked at were",
          () ->
              system.metric("interlock_samples_kept") == 1
                  && system.metric("interlock_samples_withheld") == 1);
      Path out = folder.resolve("outcomes.jsonl");

      assertThat(
              Interlock.run(
                  "collect",
                  "--samples",
                  kept.toString(),
                  "-c",
                  system.file().toString(),
                  "--url",
                  system.envoy().uri("/").toString(),
                  "--models",
                  "small,medium",
                  "--grade",
                  "command",
                  "--command",
                  "grep -q answers:",
                  "--out",
                  out.toString()))
          .isZero();

      assertThat(lines(kept)).containsExactly("{\"prompt\":\"Mail the menu to [EMAIL], please.\"}");
      assertThat(OutcomeFile.read(out))
          .singleElement()
          .satisfies(row -> assertThat(models(row)).containsExactly("small", "medium"));
      assertThat(lines(kept)).as("what collecting asks is no live traffic").hasSize(1);
    }
  }

  private static List<String> models(OutcomeRow row) {
    return List.copyOf(row.outcomes().sequencedKeySet());
  }

  private static List<String> lines(Path folder) throws IOException {
    var lines = new ArrayList<String>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
