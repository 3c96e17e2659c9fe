package dev.interlock.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sidecar as its own process, as in production. */
public final class SidecarProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Process process;

  private SidecarProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts {@code bin/interlock serve} and waits until it is ready.
   *
   * @param home the distribution's folder
   * @param health where the configuration puts health checks
   * @param log gets what the process prints
   * @param options more options of {@code serve}
   * @throws IOException if it ends or is not ready in time
   */
  public static SidecarProcess start(
      Path home, Path configuration, InetSocketAddress health, Path log, List<String> options)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(home.resolve("bin/interlock").toString());
    command.addAll(List.of("serve", "--config", configuration.toString()));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var sidecar = new SidecarProcess(process);
    URI ready = URI.create("http://" + health.getHostString() + ":" + health.getPort() + "/readyz");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (long waited = 0; waited < PATIENCE.toMillis(); waited += POLL.toMillis()) {
        if (!process.isAlive()) {
          throw new IOException(
              "the sidecar ended with status " + process.exitValue() + "; see " + log);
        }
        if (answers(client, ready)) {
          return sidecar;
        }
        Thread.sleep(POLL);
      }
    }
    sidecar.close();
    throw new IOException(
        "the sidecar was not ready within " + PATIENCE.toSeconds() + " s; see " + log);
  }

  private static boolean answers(HttpClient client, URI ready) throws InterruptedException {
    try {
      return client
              .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Ends the process at once, as a crash would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
