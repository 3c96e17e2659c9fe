package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationReportTest {
  @TempDir private Path folder;

  @Test
  void counts_what_is_there_when_the_file_is_valid() throws IOException {
    ValidationReport report =
        report(
            """
            version: 1
            models: [{id: small, address: "http://a", context_window: 1, quality: 1}]
            virtual_models: [{name: auto, models: [small], default: small}]
            """);

    assertThat(report.valid()).isTrue();
    assertThat(report.lines()).hasSize(2);
    assertThat(report.lines().getFirst()).contains("models[0].price: warning: missing");
    assertThat(report.lines().getLast())
        .matches(
            "interlock.yaml: valid: 1 model, 1 virtual model, 0 intents \\(generation [0-9a-f]{12}\\),"
                + " 1 warning");
  }

  @Test
  void lists_every_problem_when_it_is_not() throws IOException {
    ValidationReport report = report("version: 1\nmodels: []\n");

    assertThat(report.valid()).isFalse();
    assertThat(report.lines()).hasSize(3);
    assertThat(report.lines().getLast()).isEqualTo("interlock.yaml: invalid: 2 errors");
  }

  @Test
  void says_when_there_is_no_file() {
    Loaded loaded = loader().load(folder.resolve("missing.yaml"), 1);

    assertThat(ValidationReport.of("missing.yaml", loaded).lines().getFirst())
        .endsWith("missing.yaml (expected: a readable file of UTF-8 text)");
  }

  private ValidationReport report(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("interlock.yaml"), yaml);
    return ValidationReport.of("interlock.yaml", loader().load(file, 1));
  }

  private static ConfigurationLoader loader() {
    return new ConfigurationLoader(_ -> null, () -> ConfigText.TODAY, Signals.ALL);
  }
}
