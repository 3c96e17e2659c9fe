package dev.interlock.bootstrap;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A sidecar as operators run it: {@code interlock serve} in a process of its own. */
public final class SidecarProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double KIB = 1024.0;

  private final Process process;
  private final double readyMillis;

  private SidecarProcess(Process process, double readyMillis) {
    this.process = process;
    this.readyMillis = readyMillis;
  }

  /**
   * What to start.
   *
   * @param home the distribution's folder
   * @param health where the configuration puts health checks
   * @param environment variables besides ours
   * @param log gets what the process prints
   * @param options more options of {@code serve}
   */
  public record Launch(
      Path home,
      Path configuration,
      URI health,
      Map<String, String> environment,
      Path log,
      List<String> options) {
    public Launch {
      environment = Map.copyOf(environment);
      options = List.copyOf(options);
    }

    /** With nothing but a configuration. */
    public static Launch of(Path home, Path configuration, URI health, Path log) {
      return new Launch(home, configuration, health, Map.of(), log, List.of());
    }

    private ProcessBuilder builder() {
      var command = new ArrayList<String>();
      command.add(home.resolve("bin/interlock").toString());
      command.addAll(List.of("serve", "--config", configuration.toString()));
      command.addAll(options);
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return builder;
    }
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @throws IOException if it ends or is not ready in time
   */
  public static SidecarProcess start(Launch launch) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = launch.builder().start();
    try {
      while (System.nanoTime() - start < PATIENCE.toNanos()) {
        if (ready(launch.health())) {
          return new SidecarProcess(process, (System.nanoTime() - start) * 1e-6);
        }
        if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "interlock serve ended with status "
                  + process.exitValue()
                  + ": "
                  + Files.readString(launch.log()).strip());
        }
      }
      throw new IOException(
          "interlock serve: not ready within " + PATIENCE.toSeconds() + " s, see " + launch.log());
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** From the start of the process to readiness. */
  public double readyMillis() {
    return readyMillis;
  }

  /** The most memory it ever had resident, in MiB. */
  public double residentMib() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / KIB;
      }
    }
    throw new IOException("/proc: no VmHWM (expected: Linux)");
  }

  public long pid() {
    return process.pid();
  }

  /** Its exit status, once it has ended. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Ends the process at once, as a crash would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Tells the process to end as it likes. */
  public void terminate() {
    process.destroy();
  }

  /** The exit status, once it has ended; empty: it has not within {@code patience}. */
  public OptionalInt awaitEnd(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** Tells the process to end at once, which takes telling it twice, and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        process.destroy();
      }
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ready(URI health) {
    try {
      var connection = (HttpURLConnection) health.resolve("/readyz").toURL().openConnection();
      connection.setConnectTimeout(200);
      connection.setReadTimeout(1000);
      return connection.getResponseCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }
}
