package dev.interlock.bootstrap;

import dev.interlock.extproc.ExternalProcessors;
import dev.interlock.server.GrpcListener;
import dev.interlock.server.Health;
import dev.interlock.server.HttpListener;
import dev.interlock.server.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * The same server, filter and modes as {@link Sidecar}, continuing every message: the yardstick of
 * the benchmarks.
 */
public final class PassThroughSidecar implements AutoCloseable {
  private final GrpcListener envoy;
  private final HttpListener health;

  private PassThroughSidecar(GrpcListener envoy, HttpListener health) {
    this.envoy = envoy;
    this.health = health;
  }

  /**
   * Starts listening.
   *
   * @throws IOException if an address cannot be bound
   */
  public static PassThroughSidecar start(Loaded.Valid loaded) throws IOException {
    ServerSettings server = loaded.configuration().server();
    var state = new Health();
    var health =
        HttpListener.start(
            "health",
            new InetSocketAddress(server.health().host(), server.health().port()),
            Map.of("/healthz", state::live, "/readyz", state::readiness));
    var envoy =
        GrpcListener.start(
            server.listen(),
            Sidecar.eventLoops(server),
            Sidecar.maxMessageBytes(loaded.configuration()),
            List.of(ExternalProcessors.passThrough()));
    state.ready();
    return new PassThroughSidecar(envoy, health);
  }

  @Override
  public void close() {
    envoy.close();
    health.close();
  }
}
