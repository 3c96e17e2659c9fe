package dev.interlock.cli;

import dev.interlock.demo.scenario.ScenarioRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock example}: a scenario with recorded grades, through a real Envoy. */
@Command(
    name = "example",
    description = {
      "Play a scenario: learn from graded answers, start simulated models that send filler with the"
          + " recorded grade, the sidecar and a real Envoy, ask prompts that were not learnt from,"
          + " and count what was saved and what became of the quality.",
      "Its folder holds scenario.yaml, interlock.yaml, fleet.yaml, graded.jsonl and served.jsonl."
    },
    mixinStandardHelpOptions = true)
final class ExampleCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "examples/documents",
      description = "The scenario (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("examples/documents");

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The figures (default: target/reports/example-NAME.json, of the folder).")
  private Optional<Path> report = Optional.empty();

  @Override
  public Integer call() throws Exception {
    var run =
        new ScenarioRun(
            folder,
            copy -> new ConfigurationOption(copy).load().configuration(),
            Home.path(),
            System.err);
    System.out.print(run.run(report.orElseGet(this::usual)));
    return 0;
  }

  private Path usual() {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return Path.of("target", "reports", "example-" + name + ".json");
  }
}
