package dev.interlock.demo;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.LocalStack;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetSimulator;
import dev.interlock.simulator.Outcomes;
import dev.interlock.simulator.SimulatedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The whole system on one machine, shown to a newcomer. */
public final class Demo {
  private final Path original;
  private final Function<Path, Configuration> loader;
  private final Path home;
  private final PrintStream out;

  /**
   * A demo.
   *
   * @param original the configuration that is shown, a copy of it to be precise
   * @param loader reads a configuration, or ends the demo
   * @param home the distribution's folder
   */
  public Demo(Path original, Function<Path, Configuration> loader, Path home, PrintStream out) {
    this.original = original;
    this.loader = loader;
    this.home = home;
    this.out = out;
  }

  /**
   * Runs the demo.
   *
   * @param keep whether to leave everything running until interrupted
   * @return exit status
   */
  public int run(boolean keep) throws IOException, InterruptedException {
    EnvoyBinary binary =
        switch (EnvoyBinary.find(System.getenv(), Path.of(""))) {
          case EnvoyBinary.Search.Found(EnvoyBinary found) -> found;
          case EnvoyBinary.Search.Missing(String line) -> throw new IOException(line);
        };
    Path folder = Files.createTempDirectory("interlock-demo");
    DemoFile file = DemoFile.copy(original, folder);
    Configuration configuration = loader.apply(file.path());
    out.println("Starting a simulated fleet, the sidecar and Envoy (logs in " + folder + ") ...");
    boolean good;
    try (FleetSimulator fleet =
        FleetSimulator.start(
            fleet(configuration),
            Outcomes.answering(SupportDesk.answers()),
            InstantSource.system(),
            2)) {
      good = enforcing(new Run(binary, folder, file, configuration, fleet), keep);
      if (!keep) {
        file.append(Observation.MODE);
        Path observing = Files.createDirectories(folder.resolve("observing"));
        Configuration observed = loader.apply(file.path());
        good &= alone(Observation::play, new Run(binary, observing, file, observed, fleet));
        Callers.configure(file);
        Path calling = Files.createDirectories(folder.resolve("calling"));
        Configuration keyed = loader.apply(file.path());
        good &= alone(Callers::play, new Run(binary, calling, file, keyed, fleet));
      }
    }
    if (!good) {
      out.println("\nSomething did not go as it should.");
    }
    return good ? 0 : 1;
  }

  /** What is started. */
  private record Run(
      EnvoyBinary binary,
      Path logs,
      DemoFile file,
      Configuration configuration,
      FleetSimulator fleet) {
    LocalStack start(Path home) throws IOException, InterruptedException {
      return LocalStack.start(configuration, file.path(), home, binary, logs);
    }

    DemoClient client(LocalStack stack) {
      return new DemoClient(stack.url(), LocalStack.uri(configuration.server().admin().listen()));
    }

    Stage stage(LocalStack stack, DemoClient client, PrintStream out) {
      return new Stage(client, stack.sidecar(), configuration, file, fleet, out);
    }
  }

  private boolean enforcing(Run run, boolean keep) throws IOException, InterruptedException {
    try (LocalStack stack = run.start(home);
        DemoClient client = run.client(stack)) {
      Stage stage = run.stage(stack, client, out);
      boolean good = play(Act.HARMLESS, stage);
      if (keep) {
        invite(stack.url(), run.configuration());
        Thread.currentThread().join();
      }
      return play(Act.LAST, stage) && good;
    }
  }

  /** An act with a configuration of its own. */
  private boolean alone(Act act, Run run) throws IOException, InterruptedException {
    try (LocalStack stack = run.start(home);
        DemoClient client = run.client(stack)) {
      return act.play(run.stage(stack, client, out));
    }
  }

  private static boolean play(List<Act> acts, Stage stage)
      throws IOException, InterruptedException {
    boolean good = true;
    for (Act act : acts) {
      good &= act.play(stage);
    }
    return good;
  }

  /** The standard fleet, where the configuration expects its models. */
  private static Fleet fleet(Configuration configuration) {
    return Fleet.standard().map(model -> model.onPort(port(configuration, model)));
  }

  private static int port(Configuration configuration, SimulatedModel model) {
    return configuration
        .catalog()
        .model(model.id())
        .flatMap(Model::upstream)
        .map(Upstream::port)
        .orElse(model.port());
  }

  /** What to try by hand while everything runs. */
  private void invite(URI envoy, Configuration configuration) {
    out.printf(
        """

        Everything keeps running until you press Ctrl-C. Try:

          curl -si %1$s/v1/chat/completions -H 'content-type: application/json' \\
            -d '{"model": "auto", "messages": [{"role": "user", "content": "What is 2+2?"}]}'
          curl -s %1$s/v1/models
          curl -s %2$s/api/explain -d '{"model": "auto", "messages": [{"role": "user", "content": "Prove that 2 is prime."}]}'
          curl -s %2$s/api/decisions/ID      # ID: the x-interlock-decision header of an answer
          curl -s %3$s/metrics

        And in a browser, why: %2$s/
        """,
        envoy,
        LocalStack.uri(configuration.server().admin().listen()),
        LocalStack.uri(configuration.server().health()));
  }
}
