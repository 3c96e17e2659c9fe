package dev.interlock.cli;

import dev.interlock.demo.Demo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock demo}: everything on one machine, with real prompts. */
@Command(
    name = "demo",
    description =
        "Start a simulated fleet, the sidecar and a real Envoy, ask a dozen prompts and show what happened and why.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Leave everything running afterwards.")
  private boolean keep;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "examples/interlock.yaml",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path configuration = Path.of("examples/interlock.yaml");

  @Override
  public Integer call() throws Exception {
    return new Demo(
            new ConfigurationOption(configuration).load(), configuration, Home.path(), System.out)
        .run(keep);
  }
}
