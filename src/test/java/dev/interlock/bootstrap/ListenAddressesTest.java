package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenAddressesTest {
  @TempDir Path directory;

  @Test
  void listeners_of_one_process_or_machine_need_a_port_each() throws IOException {
    assertThat(problems("admin: {listen: 127.0.0.1:9903}"))
        .singleElement()
        .asString()
        .contains("admin.listen: 127.0.0.1:9903, where `health.listen` (0.0.0.0:9903) listens too");
    assertThat(problems("envoy: {admin: 127.0.0.1:10000}"))
        .singleElement()
        .asString()
        .contains("envoy.admin: 127.0.0.1:10000, where `envoy.listen`");
    assertThat(problems("listen: 0.0.0.0:9901"))
        .singleElement()
        .asString()
        .contains(":1:9 listen: 0.0.0.0:9901, where `envoy.admin` (127.0.0.1:9901) listens too");
  }

  @Test
  void any_free_port_and_another_address_are_places_of_their_own() throws IOException {
    assertThat(
            problems(
                "health: {listen: 127.0.0.1:0}",
                "admin: {listen: 127.0.0.1:0}",
                "envoy: {listen: 127.0.0.2:9901}"))
        .isEmpty();
  }

  @Test
  void an_envoy_elsewhere_has_its_own_ports() throws IOException {
    String central = "listen: 0.0.0.0:9000\nhealth: {listen: 0.0.0.0:8080}\n";

    assertThat(problems(central, "envoy: {listen: 0.0.0.0:8080, sidecar: interlock.ai.svc:9000}"))
        .isEmpty();
    assertThat(problems(central, "envoy: {listen: 0.0.0.0:8080}")).hasSize(1);
  }

  private List<Problem> problems(String... lines) throws IOException {
    String minimal = Files.readString(Path.of("examples/minimal.yaml"));
    Path file = directory.resolve("interlock.yaml");
    Files.writeString(file, String.join("\n", lines) + "\n" + minimal);
    return new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs())
        .load(file, 1).problems().stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .toList();
  }
}
