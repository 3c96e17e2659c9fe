package dev.interlock.cli;

import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetFile;
import dev.interlock.simulator.FleetSimulator;
import dev.interlock.simulator.Outcomes;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock simulate}: a fleet of model servers, until it is told to stop. */
@Command(
    name = "simulate",
    description = "Run a simulated fleet of model servers.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      description = "The fleet (default: the one of examples/interlock.yaml).")
  private Optional<Path> fleetFile = Optional.empty();

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description = "Answer as the outcome file says.")
  private Optional<Path> outcomes = Optional.empty();

  @Option(names = "--instant", description = "Answer at once, without the models' latencies.")
  private boolean instant;

  @Option(
      names = "--threads",
      description = "Event loops (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int threads;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "Where to listen (default: ${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1")
  private InetAddress address = InetAddress.getLoopbackAddress();

  @Override
  public Integer call() throws Exception {
    Fleet fleet = fleetFile.isPresent() ? FleetFile.read(fleetFile.get()) : Fleet.standard();
    Outcomes known = outcomes.isPresent() ? Outcomes.read(outcomes.get()) : Outcomes.NONE;
    try (var running =
        FleetSimulator.start(
            instant ? fleet.instant() : fleet, known, InstantSource.system(), threads, address)) {
      running
          .servers()
          .forEach(server -> System.out.printf("%s on %s%n", server.model().id(), server.url()));
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
