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
        "Start a simulated fleet, the sidecar and a real Envoy, and show what they do: a dozen"
            + " prompts and why they went where they did, a rule added while it runs, failover, the"
            + " kill switch, observing.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Leave everything running afterwards.")
  private boolean keep;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "examples/interlock.yaml",
      description = "The configuration, the example or one like it (default: ${DEFAULT-VALUE}).")
  private Path configuration = Path.of("examples/interlock.yaml");

  @Override
  public Integer call() throws Exception {
    return new Demo(
            configuration,
            copy -> new ConfigurationOption(copy).load().configuration(),
            Home.path(),
            System.out)
        .run(keep);
  }
}
