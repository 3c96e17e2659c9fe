package dev.interlock.bench;

import dev.interlock.bootstrap.Closing;
import dev.interlock.bootstrap.SidecarProcess;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything the bench runs through: the simulated model in this process, sidecars and Envoys in
 * their own. All lanes stand ready at once, so that rounds can take turns.
 */
final class Lanes implements AutoCloseable {
  private static final OptionalInt ENVOY_THREADS = OptionalInt.of(2);

  private final Map<Lane, InetSocketAddress> addresses;
  private final SidecarProcess interlock;
  private final Closing running;

  private Lanes(Map<Lane, InetSocketAddress> addresses, SidecarProcess interlock, Closing running) {
    this.addresses = addresses;
    this.interlock = interlock;
    this.running = running;
  }

  /**
   * Starts all lanes.
   *
   * @param home the distribution
   * @param folder for configurations and logs
   * @param fleet whose model {@code small} answers
   */
  static Lanes start(Path home, EnvoyBinary binary, Path folder, FleetSimulator fleet)
      throws IOException, InterruptedException {
    try (var running = new Closing()) {
      int modelPort = fleet.server("small").port();
      BenchFiles noop = BenchFiles.create(folder, "noop", modelPort);
      BenchFiles whole = BenchFiles.create(folder, "interlock", modelPort);
      BenchFiles hung = BenchFiles.create(folder, "hung", modelPort).inMode("observe");
      BenchFiles meaning =
          BenchFiles.create(folder, "meaning", modelPort).remembering("512MiB", "-Xmx1g");
      running.add(sidecar(home, noop, List.of("--noop")));
      running.add(sidecar(home, meaning, List.of()));
      running.add(StoppedProcess.stop(running.add(sidecar(home, hung, List.of("--noop"))).pid()));
      SidecarProcess interlock = running.add(sidecar(home, whole, List.of()));

      var bootstraps = new EnumMap<Lane, String>(Lane.class);
      String bootstrap = whole.bootstrap(home);
      bootstraps.put(Lane.ENVOY, EnvoyVariants.alone(bootstrap));
      bootstraps.put(Lane.NOOP, EnvoyVariants.noop(noop.bootstrap(home)));
      bootstraps.put(Lane.INTERLOCK, EnvoyVariants.whole(bootstrap));
      bootstraps.put(Lane.MEANING, EnvoyVariants.whole(meaning.bootstrap(home)));
      bootstraps.put(Lane.OBSERVE, EnvoyVariants.whole(whole.inMode("observe").bootstrap(home)));
      bootstraps.put(Lane.OBSERVE_HUNG, EnvoyVariants.whole(hung.bootstrap(home)));

      var addresses = new EnumMap<Lane, InetSocketAddress>(Lane.class);
      addresses.put(Lane.DIRECT, loopback(modelPort));
      for (var lane : bootstraps.entrySet()) {
        BenchFiles files =
            switch (lane.getKey()) {
              case NOOP -> noop;
              case MEANING -> meaning;
              case OBSERVE_HUNG -> hung;
              case DIRECT, ENVOY, INTERLOCK, OBSERVE -> whole;
            };
        Path own = files.folder().resolve("envoy-" + lane.getKey());
        EnvoyProcess envoy = running.add(envoy(binary, own, lane.getValue(), files));
        addresses.put(lane.getKey(), loopback(envoy.listener().port()));
      }
      return new Lanes(addresses, interlock, running.release());
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

  SidecarProcess interlock() {
    return interlock;
  }

  @Override
  public void close() {
    running.close();
  }

  private static EnvoyProcess envoy(
      EnvoyBinary binary, Path folder, String bootstrap, BenchFiles files)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return EnvoyProcess.start(
        binary,
        new EnvoyLaunch(
            bootstrap, folder, Map.of(), ENVOY_THREADS, Set.of(files.folder()), Optional.empty()));
  }

  private static SidecarProcess sidecar(Path home, BenchFiles files, List<String> options)
      throws IOException, InterruptedException {
    return SidecarProcess.start(
        new SidecarProcess.Launch(
            home,
            files.config(),
            files.health(),
            files.environment(),
            files.folder().resolve("sidecar.log"),
            options));
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
