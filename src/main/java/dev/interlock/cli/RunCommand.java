package dev.interlock.cli;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.LocalStack;
import dev.interlock.envoy.EnvoyBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock run}: Envoy and the sidecar from one file, until either ends or we are told. */
@Command(
    name = "run",
    description = "Run Envoy and the sidecar from one configuration; Ctrl-C stops both.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  /** Ctrl-C reaches all three processes: how much later than a child we may hear of it. */
  private static final long LATE_MILLIS = 500;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--logs",
      paramLabel = "FOLDER",
      description = "Where the logs of both go (default: a temporary folder, which is named).")
  private Optional<Path> logs = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Configuration loaded = configuration.load().configuration();
    RunPreconditions.check(loaded, System.getenv());
    EnvoyBinary binary =
        switch (EnvoyBinary.find(System.getenv(), Path.of(""))) {
          case EnvoyBinary.Search.Found(EnvoyBinary found) -> found;
          case EnvoyBinary.Search.Missing(String line) -> throw new Failure(1, line);
        };
    Path folder =
        logs.isPresent()
            ? Files.createDirectories(logs.get())
            : Files.createTempDirectory("interlock-run");
    var told = new CountDownLatch(1);
    var finished = new CountDownLatch(1);
    Thread runner = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> tell(runner, told, finished)));
    try {
      return run(loaded, binary, folder, told);
    } finally {
      // Not before the last line is printed: the process ends here.
      finished.countDown();
    }
  }

  private int run(Configuration loaded, EnvoyBinary binary, Path folder, CountDownLatch told)
      throws IOException {
    System.out.println("Starting the sidecar and Envoy " + binary.version() + " ...");
    try (var stack = LocalStack.start(loaded, configuration.file(), Home.path(), binary, folder)) {
      Invitation.print(loaded, stack.url(), folder, System.out);
      String end = stack.awaitEnd();
      if (!told.await(LATE_MILLIS, TimeUnit.MILLISECONDS)) {
        System.err.println("interlock: " + end + ", stopping the other one (logs: " + folder + ")");
        return 1;
      }
    } catch (InterruptedException _) {
      // Told to stop; what was started is closed by now.
    }
    System.out.println("Stopped both.");
    return 0;
  }

  /** Makes {@code runner} end what it started, and waits for it: the process ends after this. */
  private static void tell(Thread runner, CountDownLatch told, CountDownLatch finished) {
    told.countDown();
    runner.interrupt();
    try {
      boolean _ = finished.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
