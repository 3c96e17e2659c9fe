package dev.interlock.cli;

import dev.interlock.bootstrap.Loaded;
import dev.interlock.regression.GoldenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock test}: whether known requests still go where they must. */
@Command(
    name = "test",
    description =
        "Ask the requests of a file of golden routes and say which do not go where they must, and"
            + " why.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:all hold", "1:some do not", "2:the file or the configuration is wrong"},
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "ROUTES",
      defaultValue = "routes.yaml",
      description = "The golden routes (default: ${DEFAULT-VALUE}).")
  private Path routes = Path.of("routes.yaml");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit's XML, too.")
  private Optional<Path> junit = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Loaded.Valid loaded = configuration.load();
    GoldenRun run;
    try {
      run = GoldenRun.of(routes, loaded, Home.path());
    } catch (IOException e) {
      throw new Failure(2, String.valueOf(e.getMessage()));
    }
    if (junit.isPresent()) {
      Files.writeString(junit.get(), run.junit());
    }
    Output.print(json ? run.json() : run.text());
    return run.passed() ? 0 : 1;
  }
}
