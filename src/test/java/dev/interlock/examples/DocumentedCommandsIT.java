package dev.interlock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.FreePorts;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README and guides do what they say: every command that ends by itself, within a folder like a
 * reader's, on the configuration that README shows. Others are run elsewhere: {@code run} and
 * {@code init} by {@code RunIT}, {@code demo} by {@code DemoIT}; those of examples by {@link
 * ExamplesIT}. Every command at all is held against the command line by {@code
 * DocumentedCommandsTest}.
 */
class DocumentedCommandsIT {
  private static final Path BASE =
      Path.of(System.getProperty("interlock.basedir", "")).toAbsolutePath();
  private static final Path HOME =
      Path.of(System.getProperty("interlock.home", "target/dist")).toAbsolutePath();
  private static final Set<String> ENDING =
      Set.of("validate", "envoy", "diff", "test", "explain", "report");

  /** Of a decision that a reader would have to have made, and to an Envoy that is not here. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("/api/decisions/d-|\"decision\": \"d-|127.0.0.1:10000");

  @TempDir private Path folder;

  @Test
  void every_command_that_ends_by_itself_succeeds() throws Exception {
    try (var fleet = FleetSimulator.start(Fleet.standard().instant().onFreePorts())) {
      int health = FreePorts.next();
      int admin = FreePorts.next();
      List<String> script =
          typed().stream()
              .map(line -> line.replace("/var/lib/interlock", folder.toString()))
              .map(line -> line.replaceAll("(localhost|127.0.0.1):9902", "localhost:" + admin))
              .map(line -> simulated(line, fleet))
              .map(DocumentedCommandsIT::inCluster)
              .toList();
      assertThat(script).hasSizeGreaterThan(20);
      lay(health, admin);

      assertThat(failures(script, health)).isEmpty();
    }
  }

  /** In the order of the pages, each once. */
  private static List<String> typed() throws IOException {
    return ShellLine.all(BASE).stream()
        .filter(line -> !line.page().startsWith(BASE.resolve("examples")))
        .filter(line -> ends(line) || line.runs("curl"))
        .map(ShellLine::text)
        .filter(text -> !ELSEWHERE.matcher(text).find())
        .map(text -> text.replaceAll("(interlock [a-z]+) +", "$1 "))
        .distinct()
        .toList();
  }

  private static boolean ends(ShellLine line) {
    return line.runs("interlock") && ENDING.contains(line.words().get(1));
  }

  private static String simulated(String line, FleetSimulator fleet) {
    String told = line;
    for (var model : Fleet.standard().models()) {
      told =
          told.replace("localhost:" + model.port(), "localhost:" + fleet.server(model.id()).port());
    }
    return told;
  }

  /** What a cluster's Envoy gets, reaches its models by other names than a laptop's. */
  private static String inCluster(String line) {
    return line.contains("--for envoy-gateway")
        ? line.replace("interlock.yaml", "in-cluster.yaml")
        : line;
  }

  /** What the pages speak of. */
  private void lay(int health, int admin) throws IOException {
    String shown = shown();
    write(
        "interlock.yaml",
        shown
            + """
            deadline: 10s
            listen: unix:%1$s/interlock.sock
            health: {listen: "127.0.0.1:%2$d"}
            admin: {listen: "127.0.0.1:%3$d"}
            envoy: {xds: %1$s/xds}
            journal: {path: %1$s/journal.jsonl}
            """
                .formatted(folder, health, admin));
    write("in-cluster.yaml", shown.replace("http://127.0.0.1:", "http://models.ai.svc:"));
    write("outcomes.jsonl", "{\"id\": \"d-1\", \"passed\": true}\n");
    write("new.yaml", shown.replace("quality: 0.9}", "quality: 0.95}"));
    write("proposed.yaml", shown.replace("> 0.7", "> 0.5"));
    write("prompts.jsonl", "{\"prompt\": \"Hi there!\"}\n{\"prompt\": \"Prove it.\"}\n");
    write(
        "routes.yaml",
        "routes:\n  - {name: a greeting, prompt: Hi there!, expect: {refused: false}}\n");
    Files.createDirectories(folder.resolve("target"));
  }

  /** The configuration in README. */
  private static String shown() throws IOException {
    String readme = Files.readString(BASE.resolve("README.md"));
    int start = readme.indexOf("```yaml\nversion: 1") + "```yaml\n".length();
    return readme.substring(start, readme.indexOf("```", start));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** The commands that fail, with the sidecar that some of them ask. */
  private List<String> failures(List<String> script, int health)
      throws IOException, InterruptedException {
    var lines = new ArrayList<String>();
    lines.add("curl() { command curl -sS --fail-with-body --max-time 60 \"$@\"; }");
    lines.add("interlock serve > serve.log 2>&1 &");
    lines.add("until curl localhost:" + health + "/readyz; do sleep 0.2; done > /dev/null 2>&1");
    lines.add("echo '# changed' >> interlock.yaml");
    for (int i = 0; i < script.size(); i++) {
      lines.add("{ " + script.get(i) + "\n} > said." + i + " 2>&1 || echo " + i + " >> failed");
    }
    write("script", String.join("\n", lines) + "\n");
    write("failed", "");
    var builder =
        new ProcessBuilder("setsid", "bash", "script")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("shell.log").toFile());
    String path = builder.environment().getOrDefault("PATH", "");
    builder.environment().put("PATH", HOME.resolve("bin") + ":" + path);
    // Nothing here lives long enough to earn back the better compiler.
    builder.environment().put("INTERLOCK_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    Process shell = builder.start();
    try {
      assertThat(shell.waitFor(5, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    } finally {
      new ProcessBuilder("kill", "-KILL", "--", "-" + shell.pid()).start().waitFor();
    }
    var failures = new ArrayList<String>();
    for (String number : Files.readAllLines(folder.resolve("failed"))) {
      String said = Files.readString(folder.resolve("said." + number));
      failures.add(script.get(Integer.parseInt(number)) + "\n" + said);
    }
    return failures;
  }
}
