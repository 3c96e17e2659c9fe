package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTest {
  @TempDir private Path folder;

  @Test
  void the_example_is_the_scenario_of_document_processing() throws IOException {
    var scenario = Scenario.read(Path.of("examples/documents"), "scenario.yaml");

    assertThat(scenario.compare()).isEqualTo("large");
    assertThat(scenario.classes()).extracting(RequestClass::share).containsExactly(0.4, 0.35, 0.25);
  }

  @Test
  void shares_must_be_one_together() throws IOException {
    assertThatThrownBy(
            () ->
                read(
                    """
                    ask: auto
                    compare: large
                    classes:
                      - {name: a, share: 40%, document: {input: 1, output: 1}}
                      - {name: b, share: 40%, document: {input: 1, output: 1}}
                    """))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario.yaml:4")
        .hasMessageContaining("shares of 80.0% together (expected: 100%)");
  }

  @Test
  void every_problem_is_said_with_its_line() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    asks: auto
                    compare: large
                    classes:
                      - {name: a, share: 1, document: {input: -1, output: 1}}
                    """))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("unknown key")
        .hasMessageContaining("ask: missing")
        .hasMessageContaining("scenario.yaml:4");
  }

  private void read(String text) throws IOException {
    Files.writeString(folder.resolve("scenario.yaml"), text);
    Scenario.read(folder, "scenario.yaml");
  }
}
