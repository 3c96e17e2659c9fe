package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyBinary.Container;
import dev.interlock.envoy.EnvoyBinary.Local;
import dev.interlock.envoy.EnvoyBinary.Search.Found;
import dev.interlock.envoy.EnvoyBinary.Search.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvoyBinaryTest {
  @TempDir Path project = Path.of("");

  @Test
  void versions_are_read_as_envoy_prints_them_and_ordered() {
    assertThat(EnvoyVersion.parse("envoy  version: 9e55809337/1.40.0/Clean/RELEASE/BoringSSL"))
        .contains(new EnvoyVersion(1, 40, 0));
    assertThat(EnvoyVersion.parse("1.38")).contains(new EnvoyVersion(1, 38, 0));
    assertThat(EnvoyVersion.parse("no version here")).isEmpty();
    assertThat(new EnvoyVersion(1, 9, 9)).isLessThan(new EnvoyVersion(1, 10, 0));
    assertThat(new EnvoyVersion(1, 36, 9).isSupported()).isFalse();
    assertThat(new EnvoyVersion(1, 37, 0).isSupported()).isTrue();
  }

  @Test
  void a_named_binary_comes_first() throws IOException {
    Path named = envoy(project.resolve("named"), "1.38.1");
    envoy(project.resolve(".venv/envoy-1.40.0/envoy"), "1.40.0");

    assertThat(EnvoyBinary.find(Map.of("ENVOY_BIN", named.toString()), project))
        .isEqualTo(new Found(new Local(named, new EnvoyVersion(1, 38, 1))));
  }

  @Test
  void a_named_binary_that_cannot_be_used_is_not_passed_over() throws IOException {
    envoy(project.resolve(".venv/envoy-1.40.0/envoy"), "1.40.0");

    assertThat(EnvoyBinary.find(Map.of("ENVOY_BIN", "/nowhere/envoy"), project))
        .isEqualTo(new Missing("ENVOY_BIN: /nowhere/envoy (expected: an Envoy binary)"));
  }

  @Test
  void of_those_fetched_the_newest_is_used_before_the_path() throws IOException {
    envoy(project.resolve(".venv/envoy-1.9.0/envoy"), "1.9.0");
    Path newest = envoy(project.resolve(".venv/envoy-1.40.0/envoy"), "1.40.0");
    envoy(project.resolve("bin/envoy"), "1.39.0");

    assertThat(EnvoyBinary.find(Map.of("PATH", project.resolve("bin").toString()), project))
        .isEqualTo(new Found(new Local(newest, new EnvoyVersion(1, 40, 0))));
  }

  @Test
  void one_that_is_too_old_is_refused_by_name() throws IOException {
    Path old = envoy(project.resolve("bin/envoy"), "1.36.4");

    assertThat(EnvoyBinary.find(Map.of("PATH", project.resolve("bin").toString()), project))
        .isEqualTo(
            new Missing(
                "Envoy: "
                    + old
                    + " is 1.36.4 (expected: 1.37.0 or newer; scripts/envoy fetches"
                    + " one)"));
  }

  @Test
  void a_container_sees_what_the_bootstrap_names() {
    assertThat(
            new Container(new EnvoyVersion(1, 40, 0))
                .command(Set.of(Path.of("/run/interlock")), Set.of("API_KEY")))
        .containsExactly(
            "docker",
            "run",
            "--rm",
            "--init",
            "--network=host",
            "--volume=/run/interlock:/run/interlock",
            "--env=API_KEY",
            "--entrypoint=envoy",
            "envoyproxy/envoy:v1.40.0");
  }

  private static Path envoy(Path path, String version) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "#!/bin/sh\necho envoy version: 0/" + version + "/Clean\n");
    assertThat(path.toFile().setExecutable(true)).isTrue();
    return path;
  }
}
