package dev.interlock.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The helm that {@code scripts/helm} finds; without one the test is skipped and says so. */
record Helm(String binary) {
  static final Path CHART = Path.of("helm/interlock");

  /** What a run printed and how it ended. */
  record Run(int status, String output) {}

  static Helm find() {
    Run found = run(List.of("scripts/helm"));
    assumeTrue(found.status == 0, found.output.strip());
    return new Helm(found.output.strip());
  }

  Run lint(Path values) {
    return run(List.of(binary, "lint", "--strict", CHART.toString(), "-f", values.toString()));
  }

  Run template(Path values, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                binary,
                "template",
                "demo",
                CHART.toString(),
                "--kube-version",
                "1.36.0",
                "-n",
                "ai",
                "-f"));
    command.add(values.toString());
    command.addAll(List.of(more));
    return run(command);
  }

  private static Run run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Run(process.waitFor(), output);
    } catch (IOException e) {
      return new Run(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
