package dev.interlock.demo.scenario;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.LocalStack;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.eval.EvalReport;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Examples;
import dev.interlock.simulator.FleetFile;
import dev.interlock.simulator.FleetSimulator;
import dev.interlock.simulator.Outcomes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Plays the scenario in a folder: {@code scenario.yaml} says what is counted, {@code graded.jsonl}
 * is learnt from, {@code served.jsonl} is asked, {@code fleet.yaml} sends filler with the recorded
 * grade, {@code interlock.yaml} routes, by the {@code router.bundle} that was learnt.
 */
public final class ScenarioRun {
  private static final String CONFIGURATION = "interlock.yaml";
  private static final String BUNDLE = "router.bundle";

  private final Path folder;
  private final Function<Path, Configuration> loader;
  private final Path home;
  private final PrintStream progress;

  /**
   * A run.
   *
   * @param loader reads a configuration, or ends the run
   * @param home the distribution's folder
   * @param progress what is being done
   */
  public ScenarioRun(
      Path folder, Function<Path, Configuration> loader, Path home, PrintStream progress) {
    this.folder = folder;
    this.loader = loader;
    this.home = home;
    this.progress = progress;
  }

  /**
   * Runs it, and writes its figures to {@code report}.
   *
   * @return what came of it, for people
   * @throws ScenarioException if the folder holds no such scenario
   * @throws IOException if a file is missing, something does not start or a prompt gets no answer
   */
  public String run(Path report) throws IOException, InterruptedException {
    Scenario scenario = Scenario.read(folder, "scenario.yaml");
    Path asked = folder.resolve("served.jsonl");
    GradedRows rows = GradedRows.read(folder.resolve("graded.jsonl"), asked);
    EnvoyBinary binary =
        switch (EnvoyBinary.find(System.getenv(), Path.of(""))) {
          case EnvoyBinary.Search.Found(EnvoyBinary found) -> found;
          case EnvoyBinary.Search.Missing(String line) -> throw new IOException(line);
        };
    Path scratch = Files.createTempDirectory("interlock-example");
    progress.printf("Learning from %,d prompts ...%n", rows.learnt().size());
    learn(rows.learnt(), scratch.resolve(BUNDLE));
    Path file = Files.copy(folder.resolve(CONFIGURATION), scratch.resolve(CONFIGURATION));
    Configuration configuration = loader.apply(file);
    rows.check(configuration.catalog().models());
    progress.println("Starting the models, the sidecar and Envoy (logs in " + scratch + ") ...");
    try (var _ =
            FleetSimulator.start(
                FleetFile.read(folder.resolve("fleet.yaml")),
                Outcomes.read(asked),
                InstantSource.system(),
                1);
        var stack = LocalStack.start(configuration, file, home, binary, scratch);
        var client = new RowClient(stack.url())) {
      progress.printf("Asking %,d prompts, twice each ...%n", rows.served().size());
      Map<String, List<Served>> served = new LinkedHashMap<>();
      for (var kind : rows.byClass(scenario).entrySet()) {
        served.put(kind.getKey(), client.ask(kind.getValue(), scenario.ask(), scenario.compare()));
      }
      var result = ScenarioResult.of(scenario, served, configuration.catalog().models());
      EvalReport.write(report, ScenarioFigures.of(result));
      return ScenarioText.of(result);
    }
  }

  private void learn(List<OutcomeRow> rows, Path bundle) throws IOException {
    List<String> models = Examples.models(rows);
    try (var encoder =
        EncoderLoader.openWithoutForward(
            home.resolve("encoder"), "predictions ask for no forward pass")) {
      Files.write(
          bundle,
          BundleTrainer.bundle(Examples.of(rows, models, encoder), models, encoder.staticSpace())
              .toBytes());
    } catch (IllegalArgumentException e) {
      throw new ScenarioException("graded.jsonl: " + e.getMessage());
    }
  }
}
