package dev.interlock.bootstrap;

import dev.interlock.config.Address;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyLaunch;
import dev.interlock.envoy.EnvoyProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A sidecar and an Envoy on this machine, each a process of its own, that live and end together.
 * Thread-safe.
 */
public final class LocalStack implements AutoCloseable {
  private final SidecarProcess sidecar;
  private final EnvoyProcess envoy;
  private final Closing running;

  private LocalStack(SidecarProcess sidecar, EnvoyProcess envoy, Closing running) {
    this.sidecar = sidecar;
    this.envoy = envoy;
    this.running = running;
  }

  /**
   * Starts both and returns when clients are served; if that fails, nothing is left running.
   *
   * @param file the configuration that {@code loaded} came from
   * @param home the distribution's folder
   * @param logs a folder for what both print
   * @throws IOException if one of them does not come up, with its last words
   */
  public static LocalStack start(
      Configuration configuration, Path file, Path home, EnvoyBinary binary, Path logs)
      throws IOException, InterruptedException {
    try (var running = new Closing()) {
      URI health = uri(configuration.server().health());
      var sidecar =
          running.add(
              SidecarProcess.start(
                  SidecarProcess.Launch.of(home, file, health, logs.resolve("sidecar.log"))));
      var envoy =
          running.add(
              EnvoyProcess.start(
                  binary,
                  EnvoyLaunch.of(
                      configuration.envoy(),
                      configuration.catalog(),
                      Files.createDirectories(logs.resolve("envoy")),
                      Map.of())));
      return new LocalStack(sidecar, envoy, running.release());
    }
  }

  public SidecarProcess sidecar() {
    return sidecar;
  }

  public EnvoyProcess envoy() {
    return envoy;
  }

  /** Where clients connect. */
  public URI url() {
    return uri(envoy.listener());
  }

  /** Waits until one of the two has ended, and says which: {@code Envoy ended with status 1}. */
  public String awaitEnd() throws InterruptedException {
    CompletableFuture<String> sidecarEnd =
        sidecar.exit().thenApply(status -> "the sidecar ended with status " + status);
    CompletableFuture<String> envoyEnd =
        envoy.exit().thenApply(status -> "Envoy ended with status " + status);
    try {
      return (String) CompletableFuture.anyOf(sidecarEnd, envoyEnd).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for the end of a process", e);
    }
  }

  /** Where to connect to {@code address}, which may be every address of this machine. */
  public static URI uri(Address.Tcp address) {
    String host = address.host().equals("0.0.0.0") ? "127.0.0.1" : address.host();
    return URI.create("http://" + new Address.Tcp(host, address.port()));
  }

  /** Envoy first, so that no request finds it without its sidecar. */
  @Override
  public void close() {
    running.close();
  }
}
