package dev.interlock.cli;

import dev.interlock.bootstrap.ConfigurationSource;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.PassThroughSidecar;
import dev.interlock.bootstrap.Sidecar;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock serve}: the sidecar, until it is told to stop. */
@Command(
    name = "serve",
    description = "Run the sidecar that Envoy asks.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--noop",
      description = "Continue every message and decide nothing, to measure the protocol's cost.")
  private boolean noop;

  @Option(
      names = "--once",
      description = "Stop as soon as everything is ready, to check a start or to record it.")
  private boolean once;

  @Option(
      names = "--rehearse",
      description = "Go through thousands of requests first, to record a start-up cache.")
  private boolean rehearse;

  @Override
  public Integer call() throws Exception {
    var loaded = configuration.load();
    // Before anybody can see that we are ready.
    CountDownLatch told = listen();
    try {
      if (noop) {
        try (var _ = PassThroughSidecar.start(loaded)) {
          await("no-op", loaded, told);
        }
      } else {
        try (Sidecar sidecar = start(loaded)) {
          ProcessSignals.on("HUP", () -> sidecar.generations().reload("signal"));
          await("deciding", loaded, told);
          if (!once) {
            sidecar.drain();
          }
        }
      }
    } catch (InterruptedException _) {
      LOG.info("stopped at once");
    }
    return 0;
  }

  private Sidecar start(Loaded.Valid loaded) throws IOException, InterruptedException {
    ConfigurationSource source = configuration.source();
    return rehearse
        ? Sidecar.rehearse(source, loaded, Home.path())
        : Sidecar.start(source, loaded, Home.path());
  }

  /** SIGTERM asks for an end; SIGINT, or asking again, for one at once. */
  private static CountDownLatch listen() {
    Thread main = Thread.currentThread();
    var told = new CountDownLatch(1);
    ProcessSignals.on("INT", main::interrupt);
    // Until there is something to reload; the virtual machine would end. The file is read again
    // anyway as soon as everything is ready.
    ProcessSignals.on("HUP", () -> {});
    ProcessSignals.on(
        "TERM",
        () -> {
          if (told.getCount() == 0) {
            main.interrupt();
          }
          told.countDown();
        });
    return told;
  }

  private void await(String what, Loaded.Valid loaded, CountDownLatch told)
      throws InterruptedException {
    LOG.info(
        "ready: {} on {}, {} ms after start",
        what,
        loaded.configuration().server().listen(),
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, Instant.now()).toMillis())
            .orElse(-1L));
    if (!once) {
      told.await();
    }
  }
}
