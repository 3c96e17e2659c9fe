package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The whole bootstrap of an example, as committed: a change of it is a diff somebody reads. Run
 * with {@code -Dinterlock.golden=write} to write it anew.
 */
class EnvoyBootstrapTest {
  private static final Path GOLDEN = Path.of("envoy/bootstrap.yaml");

  @Test
  void the_example_renders_as_committed() throws IOException {
    String rendered = EnvoyBootstrap.render(Example.SETTINGS, Example.CATALOG);
    if (System.getProperty("interlock.golden", "").equals("write")) {
      Files.writeString(GOLDEN, rendered);
    }

    assertThat(rendered).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void a_catalogue_without_the_failsafe_model_cannot_be_rendered() {
    var settings = EnvoySettings.of(Path.of("/run/interlock.sock"), Failsafe.to("none"));

    assertThatThrownBy(
            () -> EnvoyBootstrap.render(settings, new ModelCatalog(List.of(), List.of())))
        .hasMessage("failsafe.model: none (expected: a model of the catalogue)");
  }
}
