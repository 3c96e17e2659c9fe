package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.FreePorts;
import dev.interlock.simulator.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo} as a newcomer sees it, on free ports. */
class DemoIT {
  private static final Path HOME =
      Path.of(System.getProperty("interlock.home", "target/dist")).toAbsolutePath();
  private static final Path EXAMPLE =
      Path.of(System.getProperty("interlock.basedir", ""), "examples/interlock.yaml");

  @TempDir private Path directory;

  @Test
  void every_act_is_played_and_goes_as_it_should() throws Exception {
    Path said = directory.resolve("said");
    var builder =
        new ProcessBuilder(
                HOME.resolve("bin/interlock").toString(), "demo", "--config", example().toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    // It does not live long enough to earn back the better compiler.
    String options = "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + directory;
    builder.environment().put("INTERLOCK_JAVA_OPTS", options);
    if (EnvoyFixture.newest() instanceof EnvoyBinary.Local(Path envoy, var _)) {
      builder.environment().put("ENVOY_BIN", envoy.toAbsolutePath().toString());
    }
    Process demo = builder.start();
    try {
      assertThat(demo.waitFor(3, TimeUnit.MINUTES)).as(Files.readString(said)).isTrue();
    } finally {
      demo.descendants().forEach(ProcessHandle::destroyForcibly);
      demo.destroyForcibly();
    }

    assertThat(demo.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said))
        .contains("A dozen prompts")
        .contains("Why did the contract go to medium?")
        .contains("did you mean `signals.pii.found`?")
        .contains("the same question again           -> kept answer of small, ")
        .contains("times \"not good\"        -> medium")
        .contains("on:  a hard question -> small (failsafe)")
        .contains("refuses connections: HTTP 200 -> medium")
        .contains("x-data-class: restricted -> HTTP 503")
        .contains("interlock report")
        .contains("frontier -> small")
        .contains("with acme's key   -> medium")
        .contains("with globex's key        -> frontier")
        .contains("without a key            -> HTTP 401");
  }

  private Path example() throws IOException {
    String text = Files.readString(EXAMPLE).replace("deadline: 250ms", "deadline: 10s");
    for (var model : Fleet.standard().models()) {
      text = text.replace("127.0.0.1:" + model.port(), "127.0.0.1:" + FreePorts.next());
    }
    text +=
        """
        listen: unix:%s/interlock.sock
        health: {listen: "127.0.0.1:%d"}
        admin: {listen: "127.0.0.1:%d"}
        envoy: {listen: "127.0.0.1:%d", admin: "127.0.0.1:%d", concurrency: 1}
        """
            .formatted(
                directory, FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
    return Files.writeString(directory.resolve("example.yaml"), text);
  }
}
