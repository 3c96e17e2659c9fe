package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.ConfigurationLoader;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.SignalFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPreconditionsTest {
  @TempDir Path folder;

  @Test
  void a_key_that_several_models_share_is_named_once() throws IOException {
    Throwable failure =
        catchThrowable(() -> RunPreconditions.check(configuration(), Map.of("B_KEY", "x")));

    assertThat(String.valueOf(failure.getMessage()).lines().filter(line -> line.contains("KEY")))
        .containsExactly("A_KEY: not set (expected: the key of model one, model two)");
  }

  private Configuration configuration() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("interlock.yaml"),
            """
            version: 1
            models:
              - {id: one, address: "https://a.example", credential: {env: A_KEY}, context_window: 9000, quality: 0.5}
              - {id: two, address: "https://a.example", credential: {env: A_KEY}, context_window: 9000, quality: 0.6}
              - {id: three, address: "https://b.example", credential: {env: B_KEY}, context_window: 9000, quality: 0.7}
            virtual_models:
              - {name: auto, models: [one, two, three], default: one}
            failsafe: {model: one}
            """);
    LocalDate today = LocalDate.of(2026, 11, 20);
    var loader = new ConfigurationLoader(_ -> null, () -> today, SignalFamilies.specs());
    return ((Loaded.Valid) loader.load(file, 1)).configuration();
  }
}
