package dev.interlock.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.system.SystemFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A script of {@code src/test/clients}: given Envoy's address, it prints a line for each check.
 *
 * @param interpreter runs it
 * @param name of the script
 * @param environment variables it needs
 */
record ClientScript(String interpreter, String name, Map<String, String> environment) {
  private static final Path BASE =
      Path.of(System.getProperty("interlock.basedir", "")).toAbsolutePath();

  /** A file that {@code scripts/clients} obtains. */
  static Path obtained(String path) {
    return BASE.resolve(".venv").resolve(path);
  }

  /** Runs the script against the whole system; it must pass {@code checks}, in that order. */
  void assertPasses(List<String> checks) throws IOException, InterruptedException {
    Path output = Files.createTempFile("interlock-clients", ".txt");
    try (SystemFixture system = SystemFixture.keepingOnDemand().start()) {
      var builder =
          new ProcessBuilder(
              interpreter,
              BASE.resolve("src/test/clients").resolve(name).toString(),
              system.envoy().uri("").toString());
      builder.environment().putAll(environment);
      Process script = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      int status = script.waitFor();

      assertThat(Files.readAllLines(output))
          .containsExactlyElementsOf(checks.stream().map(check -> check + ": ok").toList());
      assertThat(status).isZero();
    } finally {
      Files.delete(output);
    }
  }
}
