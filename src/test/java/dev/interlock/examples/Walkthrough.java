package dev.interlock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example's README, as a reader follows it: every {@code sh} block in one shell, and what it
 * prints compared with the {@code text} block behind it.
 *
 * @param folder of the example
 */
record Walkthrough(Path folder) {
  private static final Pattern STEP =
      Pattern.compile("```sh\\n(.*?)```(?:\\s*```text\\n(.*?)```)?", Pattern.DOTALL);
  private static final String END = "-- end of step --";

  /** Follows it and compares. Needs the built distribution and an Envoy. */
  void follow(Path logs) throws IOException, InterruptedException {
    var script = new StringBuilder();
    var expected = new ArrayList<String>();
    Matcher step = STEP.matcher(Files.readString(folder.resolve("README.md")));
    while (step.find()) {
      script.append(step.group(1)).append("\necho '").append(END).append("'\n");
      expected.add(step.group(2) == null ? "" : step.group(2));
    }
    assertThat(expected).as("steps of " + folder).isNotEmpty();
    assertThat(run(script.toString(), logs)).isEqualTo(expected);
  }

  /** What each step printed. */
  private List<String> run(String script, Path logs) throws IOException, InterruptedException {
    Path output = logs.resolve("output");
    var builder =
        new ProcessBuilder("setsid", "bash", "-c", script)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(logs.resolve("errors").toFile());
    String path = builder.environment().getOrDefault("PATH", "");
    builder.environment().put("PATH", binaries() + ":" + path);
    builder.environment().put("TMPDIR", logs.toString());
    // Nothing here lives long enough to earn back the better compiler.
    builder.environment().put("INTERLOCK_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    Process shell = builder.start();
    try {
      boolean ended = shell.waitFor(3, TimeUnit.MINUTES);
      assertThat(ended).as("ended; errors: " + read(logs.resolve("errors"))).isTrue();
    } finally {
      new ProcessBuilder("kill", "-KILL", "--", "-" + shell.pid()).start().waitFor();
    }
    String printed = read(output);
    return List.of(printed.split(Pattern.quote(END) + "\n", -1)).subList(0, steps(printed));
  }

  private static int steps(String printed) {
    return printed.split(Pattern.quote(END), -1).length - 1;
  }

  private static String binaries() throws IOException {
    Path dist = Path.of(System.getProperty("interlock.home", "target/dist")).toAbsolutePath();
    return switch (EnvoyFixture.newest()) {
      case EnvoyBinary.Local(Path path, var _) ->
          dist.resolve("bin") + ":" + path.toAbsolutePath().getParent();
      case EnvoyBinary other -> throw new IOException("no Envoy here: " + other);
    };
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
