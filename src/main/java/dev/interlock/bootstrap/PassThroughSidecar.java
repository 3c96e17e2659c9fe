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
  private final Closing running;

  private PassThroughSidecar(Closing running) {
    this.running = running;
  }

  /**
   * Starts listening; if that fails, nothing is left open.
   *
   * @throws IOException if an address cannot be bound
   */
  public static PassThroughSidecar start(Loaded.Valid loaded) throws IOException {
    ServerSettings server = loaded.configuration().server();
    try (var running = new Closing()) {
      var state = new Health();
      running.add(
          HttpListener.start(
              "health",
              new InetSocketAddress(server.health().host(), server.health().port()),
              Map.of("/healthz", state::live, "/readyz", state::readiness)));
      running.add(
          GrpcListener.start(
              server.listen(),
              Capacity.eventLoops(server),
              Capacity.maxMessageBytes(loaded.configuration()),
              List.of(ExternalProcessors.passThrough())));
      state.ready();
      running.add(() -> state.notReady("stopping"));
      return new PassThroughSidecar(running.release());
    }
  }

  @Override
  public void close() {
    running.close();
  }
}
