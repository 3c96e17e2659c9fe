package dev.interlock.bench;

import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyLaunch;
import dev.interlock.envoy.EnvoyProcess;
import dev.interlock.simulator.FleetSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything the bench runs through: the simulated model in this process, two sidecars and three
 * Envoys in their own. All lanes stand ready at once, so that rounds can take turns.
 */
final class Lanes implements AutoCloseable {
  private static final OptionalInt ENVOY_THREADS = OptionalInt.of(2);

  private final Map<Lane, InetSocketAddress> addresses = new EnumMap<>(Lane.class);
  private final Closing running;
  private final Sidecar interlock;

  private Lanes(Path home, EnvoyBinary envoy, Path folder, FleetSimulator fleet, Closing running)
      throws IOException, InterruptedException {
    this.running = running;
    int modelPort = fleet.server("small").port();
    addresses.put(Lane.DIRECT, loopback(modelPort));
    BenchFiles noop = BenchFiles.create(folder, "noop", modelPort);
    BenchFiles whole = BenchFiles.create(folder, "interlock", modelPort);
    running.add(sidecar(home, noop, List.of("--noop")));
    interlock = running.add(sidecar(home, whole, List.of()));
    String bootstrap = whole.bootstrap(home);
    start(envoy, Lane.ENVOY, whole, EnvoyVariants.alone(bootstrap));
    start(envoy, Lane.NOOP, noop, EnvoyVariants.noop(noop.bootstrap(home)));
    start(envoy, Lane.INTERLOCK, whole, EnvoyVariants.whole(bootstrap));
  }

  /**
   * Starts all lanes.
   *
   * @param home the distribution
   * @param folder for configurations and logs
   * @param fleet whose model {@code small} answers
   */
  static Lanes start(Path home, EnvoyBinary envoy, Path folder, FleetSimulator fleet)
      throws IOException, InterruptedException {
    Closing running = new Closing();
    try {
      return new Lanes(home, envoy, folder, fleet, running);
    } catch (IOException | InterruptedException | RuntimeException e) {
      running.close();
      throw e;
    }
  }

  /** Where {@code lane} begins. */
  InetSocketAddress address(Lane lane) {
    InetSocketAddress address = addresses.get(lane);
    if (address == null) {
      throw new IllegalStateException("lane: " + lane + " (expected: a started one)");
    }
    return address;
  }

  Sidecar interlock() {
    return interlock;
  }

  @Override
  public void close() {
    running.close();
  }

  private void start(EnvoyBinary envoy, Lane lane, BenchFiles files, String bootstrap)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(files.folder().resolve("envoy-" + lane));
    var launch =
        new EnvoyLaunch(bootstrap, folder, Map.of(), ENVOY_THREADS, Set.of(files.folder()));
    EnvoyProcess process = running.add(EnvoyProcess.start(envoy, launch));
    addresses.put(lane, loopback(process.listener().port()));
  }

  private static Sidecar sidecar(Path home, BenchFiles files, List<String> options)
      throws IOException, InterruptedException {
    return Sidecar.start(
        home,
        files.config(),
        files.health(),
        files.environment(),
        files.folder().resolve("sidecar.log"),
        options);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
