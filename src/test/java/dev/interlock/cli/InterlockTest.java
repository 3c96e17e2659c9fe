package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person at the terminal gets: exit statuses, and one line for what they can mend. */
class InterlockTest {
  private static final String EXAMPLE = "examples/interlock.yaml";

  private final PrintStream usualOut = System.out;
  private final PrintStream usualErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(usualOut);
    System.setErr(usualErr);
  }

  @Test
  void the_rendered_bootstrap_passes_its_own_check() throws IOException {
    assertThat(Interlock.run("envoy", "-c", EXAMPLE)).isZero();
    Path bootstrap = directory.resolve("envoy.yaml");
    Files.writeString(bootstrap, text(out));

    assertThat(Interlock.run("envoy", "-c", EXAMPLE, "--check", bootstrap.toString())).isZero();
    assertThat(text(out)).endsWith("envoy.yaml: nothing missing\n");
  }

  @Test
  void envoy_gateway_gets_resources_or_a_line_for_each_thing_it_cannot_do() throws IOException {
    String config = "src/test/gateway/interlock.yaml";
    String[] asked = {"envoy", "--for", "envoy-gateway", "-c", config, "--gateway", "llm"};

    assertThat(Interlock.run(with(asked, "--service", "interlock:9000", "--patch-policy")))
        .isZero();
    assertThat(text(out)).contains("kind: EnvoyPatchPolicy", "name: llm");

    assertThat(Interlock.run(with(asked, "--service", "interlock:9000"))).isEqualTo(2);
    assertThat(text(err)).contains("failsafe.model: small (expected: --patch-policy");
    assertThat(Interlock.run(with(asked, "--patch-policy"))).isEqualTo(2);
    assertThat(text(err)).contains("listen: 0.0.0.0:9000 (expected: ", "nothing rendered");
    assertThat(Interlock.run(with(asked, "--service", "interlock"))).isEqualTo(2);
    assertThat(text(err)).contains("--service: interlock (expected: NAME:PORT");
  }

  @Test
  void what_belongs_together_is_asked_for_together() {
    assertThat(Interlock.run("envoy", "-c", EXAMPLE, "--for", "envoy-gateway")).isEqualTo(2);
    assertThat(text(err)).contains("--gateway: missing");
    assertThat(Interlock.run("envoy", "-c", EXAMPLE, "--gateway", "llm")).isEqualTo(2);
    assertThat(text(err)).contains("--gateway: given (expected: with --for envoy-gateway)");
    assertThat(Interlock.run("envoy", "-c", EXAMPLE, "--for", "istio")).isEqualTo(2);
    assertThat(text(err)).contains("istio (expected: envoy, envoy-gateway)");
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void a_bootstrap_without_a_line_that_something_depends_on_fails_the_check() throws IOException {
    assertThat(Interlock.run("envoy", "-c", EXAMPLE)).isZero();
    Path bootstrap = directory.resolve("envoy.yaml");
    Files.writeString(
        bootstrap, text(out).replace("failure_mode_allow: true", "failure_mode_allow: false"));

    assertThat(Interlock.run("envoy", "-c", EXAMPLE, "--check", bootstrap.toString())).isOne();
    assertThat(text(out)).contains("[fail-open: ").endsWith("envoy.yaml: missing: 1\n");
  }

  @Test
  void validate_looks_at_anybodys_bootstrap_too() throws IOException {
    assertThat(Interlock.run("envoy", "-c", EXAMPLE)).isZero();
    Path bootstrap = directory.resolve("envoy.yaml");
    Files.writeString(bootstrap, text(out));

    assertThat(Interlock.run("validate", "-c", EXAMPLE, "--envoy", bootstrap.toString())).isZero();
    Files.writeString(bootstrap, "static_resources: {}");
    assertThat(Interlock.run("validate", "-c", EXAMPLE, "--envoy", bootstrap.toString())).isOne();
    assertThat(text(out)).contains("examples/interlock.yaml: valid: ", "[listener: ");
  }

  @Test
  void an_invalid_configuration_is_wrong_usage() throws IOException {
    Path file = directory.resolve("interlock.yaml");
    Files.writeString(file, "version: 1\nmodel: []\n");

    assertThat(Interlock.run("validate", "-c", file.toString())).isEqualTo(2);
    assertThat(text(out)).contains("interlock.yaml:2:", "`models`");
  }

  @Test
  void a_missing_file_is_one_line() {
    String missing = directory.resolve("fleet.yaml").toString();

    assertThat(Interlock.run("simulate", "--fleet", missing)).isOne();
    assertThat(text(err)).isEqualTo("interlock: " + missing + ": no such file\n");
  }

  @Test
  void what_is_no_readable_file_is_said_to_be_none() throws IOException {
    assertThat(Interlock.run("validate", "-c", directory.toString())).isEqualTo(2);
    assertThat(text(out)).contains("a folder: " + directory + " (expected: a readable file");

    assertThat(Interlock.run("validate", "-c", "/")).isEqualTo(2);
    assertThat(text(out)).contains("a folder: / (expected: a readable file");

    assertThat(Interlock.run("validate", "-c", EXAMPLE, "--envoy", directory.toString())).isOne();
    assertThat(text(err))
        .isEqualTo("interlock: " + directory + ": a folder (expected: an Envoy bootstrap)\n");
  }

  @Test
  void a_file_of_somebody_else_is_one_line() throws IOException {
    Path file = Files.writeString(directory.resolve("interlock.yaml"), "version: 1\n");
    Files.setPosixFilePermissions(file, Set.of());
    assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();

    assertThat(Interlock.run("validate", "-c", file.toString())).isEqualTo(2);
    assertThat(text(out)).contains("not readable for this user: " + file);
    assertThat(Interlock.run("validate", "-c", EXAMPLE, "--envoy", file.toString())).isOne();
    assertThat(text(err)).isEqualTo("interlock: " + file + ": not readable for this user\n");
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
