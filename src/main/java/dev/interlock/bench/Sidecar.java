package dev.interlock.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A sidecar as operators run it: {@code interlock serve} in a process of its own. */
final class Sidecar implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double KIB = 1024.0;

  private final Process process;
  private final double readyMillis;

  private Sidecar(Process process, double readyMillis) {
    this.process = process;
    this.readyMillis = readyMillis;
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param home the distribution
   * @param health where {@code /readyz} is, once it listens
   * @param log gets what it prints
   */
  static Sidecar start(
      Path home,
      Path config,
      URI health,
      Map<String, String> environment,
      Path log,
      List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.resolve("bin/interlock").toString(), "serve"));
    command.addAll(List.of("--config", config.toString()));
    command.addAll(options);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      if (ready(health)) {
        return new Sidecar(process, (System.nanoTime() - start) * 1e-6);
      }
      if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
        throw new IOException("interlock serve ended: " + Files.readString(log));
      }
    }
    process.destroyForcibly();
    throw new IOException(
        "interlock serve: not ready within " + PATIENCE.toSeconds() + " s, see " + log);
  }

  /** From the start of the process to readiness. */
  double readyMillis() {
    return readyMillis;
  }

  /** The most memory it ever had resident, in MiB. */
  double residentMib() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / KIB;
      }
    }
    throw new IOException("/proc: no VmHWM (expected: Linux)");
  }

  @Override
  public void close() {
    process.destroy();
    try {
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
