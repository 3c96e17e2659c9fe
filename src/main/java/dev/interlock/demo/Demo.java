package dev.interlock.demo;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.bootstrap.SidecarProcess.Launch;
import dev.interlock.config.Address;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyLaunch;
import dev.interlock.envoy.EnvoyProcess;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
    out.println("Starting a simulated fleet, the sidecar and Envoy (logs in " + folder + ") ...");
    try (FleetSimulator fleet = FleetSimulator.start(Fleet.standard());
        SidecarProcess sidecar =
            SidecarProcess.start(
                Launch.of(
                    home,
                    configurationFile,
                    uri(configuration.server().health()),
                    folder.resolve("sidecar.log")));
        EnvoyProcess envoy = startEnvoy(binary, folder);
        DemoClient client =
            new DemoClient(uri(envoy.listener()), uri(configuration.server().admin().listen()))) {
      boolean asExpected = Acts.play(client, sidecar, configuration, fleet, keep, out);
      if (keep) {
        Acts.invite(
            uri(envoy.listener()),
            uri(configuration.server().admin().listen()),
            uri(configuration.server().health()),
            out);
        Thread.currentThread().join();
      }
      return asExpected ? 0 : 1;
    }
  }

  private EnvoyProcess startEnvoy(EnvoyBinary binary, Path folder)
      throws IOException, InterruptedException {
    EnvoySettings settings = configuration.envoy();
    Path directory = Files.createDirectories(folder.resolve("envoy"));
    return EnvoyProcess.start(
        binary, EnvoyLaunch.of(settings, configuration.catalog(), directory, Map.of()));
  }

  private static URI uri(Address.Tcp address) {
    return URI.create("http://" + local(address) + ":" + address.port());
  }

  /** Where to connect to what listens on every address. */
  private static String local(Address.Tcp address) {
    return address.host().equals("0.0.0.0") ? "127.0.0.1" : address.host();
  }
}
