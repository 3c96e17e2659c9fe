package dev.interlock.cli;

import dev.interlock.bootstrap.Loaded;
import dev.interlock.regression.Comparison;
import dev.interlock.regression.ComparisonJson;
import dev.interlock.regression.ComparisonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock diff}: what would move if one configuration took the place of another. */
@Command(
    name = "diff",
    description = {
      "Say which requests would go elsewhere under another configuration, and why.",
      "A line of the prompts file is a request body, or {\"prompt\": \"...\"}."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:compared",
      "1:a line is no request, or with --exit-code something moves",
      "2:wrong usage or configuration"
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "OLD", description = "The configuration of today.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The one that would replace it.")
  private Path after = Path.of("");

  @Parameters(index = "2", paramLabel = "PROMPTS", description = "Requests, one a line (JSONL).")
  private Path prompts = Path.of("");

  @Mixin private AskedAs askedAs = new AskedAs();

  @Option(names = "--all", description = "Name every request that moves, with its reason.")
  private boolean all;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--exit-code", description = "Exit with 1 if anything moves.")
  private boolean exitCode;

  @Override
  public Integer call() throws IOException {
    Loaded.Valid old = new ConfigurationOption(before).load();
    Loaded.Valid now = new ConfigurationOption(after).load();
    var asked =
        new Comparison.Prompts(
            prompts.getFileName().toString(),
            Files.readAllLines(prompts),
            askedAs.api(),
            askedAs.model());
    Comparison comparison = Comparison.of(old, now, Home.path(), asked);
    Output.print(
        json
            ? ComparisonJson.of(comparison, all) + System.lineSeparator()
            : ComparisonText.of(comparison, all));
    boolean differs = exitCode && comparison.moved() > 0;
    return differs || !comparison.unreadable().isEmpty() ? 1 : 0;
  }
}
