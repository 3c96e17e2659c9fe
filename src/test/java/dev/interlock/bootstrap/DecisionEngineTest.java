package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionEngineTest {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));

  @TempDir Path directory;

  @Test
  void an_operator_can_turn_the_transformer_off() throws IOException {
    String minimal = Files.readString(Path.of("examples/minimal.yaml"));
    Path file = directory.resolve("interlock.yaml");
    Files.writeString(file, minimal + "\nencoder: {forward: off}\n");
    Loaded loaded =
        new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs())
            .load(file, 1);

    try (var engine = DecisionEngine.build((Loaded.Valid) loaded, HOME, 1)) {
      assertThat(engine.encoderStatus()).contains("NONE", "encoder.forward: off");
    }
  }
}
