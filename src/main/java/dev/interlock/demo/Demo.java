package dev.interlock.demo;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.LocalStack;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The whole system on one machine, shown to a newcomer. */
public final class Demo {
  private final Configuration configuration;
  private final Path configurationFile;
  private final Path home;
  private final PrintStream out;

  public Demo(Loaded.Valid loaded, Path configurationFile, Path home, PrintStream out) {
    this.configuration = loaded.configuration();
    this.configurationFile = configurationFile;
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
    URI admin = LocalStack.uri(configuration.server().admin().listen());
    out.println("Starting a simulated fleet, the sidecar and Envoy (logs in " + folder + ") ...");
    try (FleetSimulator fleet = FleetSimulator.start(Fleet.standard());
        LocalStack stack =
            LocalStack.start(configuration, configurationFile, home, binary, folder);
        DemoClient client = new DemoClient(stack.url(), admin)) {
      boolean asExpected = Acts.play(client, stack.sidecar(), configuration, fleet, keep, out);
      if (keep) {
        Acts.invite(stack.url(), admin, LocalStack.uri(configuration.server().health()), out);
        Thread.currentThread().join();
      }
      return asExpected ? 0 : 1;
    }
  }
}
