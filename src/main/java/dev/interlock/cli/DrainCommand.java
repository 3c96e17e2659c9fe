package dev.interlock.cli;

import dev.interlock.config.Address;
import dev.interlock.envoy.EnvoyDrain;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock drain}: ends the Envoy beside it, once its clients have gone elsewhere. */
@Command(
    name = "drain",
    description = "End a running Envoy without breaking a connection off.",
    mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
  @Option(
      names = "--envoy",
      paramLabel = "HOST:PORT",
      description = "Its admin interface (default: ${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1:9901")
  private String admin = "127.0.0.1:9901";

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description =
          "How long it still answers whoever comes, whatever happens (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int grace;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description =
          "When it ends though connections are open, from the start (default: ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private int deadline;

  @Override
  public Integer call() throws InterruptedException {
    if (!(Address.parse(admin).orElse(null) instanceof Address.Tcp address)) {
      throw new Failure(2, "--envoy: " + admin + " (expected: HOST:PORT, as `envoy.admin`)");
    }
    if (grace < 0 || deadline < grace) {
      throw new Failure(
          2, "--deadline: " + deadline + " (expected: at least --grace, " + grace + ")");
    }
    var drain = new EnvoyDrain(address, Duration.ofSeconds(grace), Duration.ofSeconds(deadline));
    return switch (drain.run()) {
      case EnvoyDrain.Outcome.Drained _ -> 0;
      case EnvoyDrain.Outcome.CutOff(Optional<Long> connections) -> {
        System.out.printf(
            "ended with %s connections open%n",
            connections.map(String::valueOf).orElse("an unknown number of"));
        yield 0;
      }
      case EnvoyDrain.Outcome.NoEnvoy _ ->
          throw new Failure(1, "--envoy: " + admin + ": no Envoy answers");
    };
  }
}
