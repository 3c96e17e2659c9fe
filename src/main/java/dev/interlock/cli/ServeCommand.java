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
    var stopped = new CountDownLatch(1);
    AutoCloseable sidecar = noop ? PassThroughSidecar.start(loaded) : start(loaded);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(sidecar, stopped)));
    LOG.info(
        "ready: {} on {}, {} ms after start",
        noop ? "no-op" : "deciding",
        loaded.configuration().server().listen(),
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, Instant.now()).toMillis())
            .orElse(-1L));
    if (!once) {
      stopped.await();
    }
    return 0;
  }

  private Sidecar start(Loaded.Valid loaded) throws IOException, InterruptedException {
    ConfigurationSource source = configuration.source();
    if (rehearse) {
      return Sidecar.rehearse(source, loaded, Home.path());
    }
    Sidecar sidecar = Sidecar.start(source, loaded, Home.path());
    ProcessSignals.on("HUP", () -> sidecar.generations().reload("signal"));
    return sidecar;
  }

  private static void stop(AutoCloseable sidecar, CountDownLatch stopped) {
    try {
      sidecar.close();
    } catch (Exception e) {
      LOG.warn("while stopping", e);
    } finally {
      stopped.countDown();
    }
  }
}
