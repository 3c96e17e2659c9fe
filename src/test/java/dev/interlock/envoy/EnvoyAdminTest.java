package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.interlock.config.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody there, somebody who answers, and somebody who does not: three things. */
class EnvoyAdminTest {
  @TempDir Path folder;

  @Test
  void where_nobody_listens_no_envoy_runs() throws IOException {
    int port;
    try (ServerSocket free = listen()) {
      port = free.getLocalPort();
    }
    assertThat(admin(port).getIfRunning("/stats")).isEmpty();
    assertThat(admin(port).get("/stats")).isEmpty();
  }

  @Test
  void who_listens_and_says_nothing_is_an_envoy_that_does_not_answer() throws IOException {
    try (ServerSocket silent = listen()) {
      EnvoyAdmin admin = admin(silent.getLocalPort());

      assertThatThrownBy(() -> admin.getIfRunning("/stats"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + silent.getLocalPort())
          .hasMessageContaining("does not answer: Read timed out");
      assertThat(admin.get("/stats")).isEmpty();
    }
  }

  @Test
  void an_error_is_no_answer_either_and_nothing_is_written_then() throws Exception {
    HttpServer broken =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broken.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    broken.start();
    try {
      int port = broken.getAddress().getPort();
      assertThatThrownBy(() -> admin(port).getIfRunning("/stats"))
          .hasMessageContaining("does not answer: HTTP 503");

      var settings = following(port);
      assertThatThrownBy(
              () -> new XdsFolder(settings).grow(List.of(new EnvoyPart(settings, Example.CATALOG))))
          .hasMessageContaining("does not answer: HTTP 503");
      assertThat(folder).isEmptyDirectory();
      assertThat(new XdsFolder(settings).refused()).as("nothing it is known to refuse").isEmpty();
    } finally {
      broken.stop(0);
    }
  }

  private EnvoySettings following(int adminPort) {
    EnvoySettings usual = Example.SETTINGS;
    return new EnvoySettings(
        usual.listener(),
        new Address.Tcp("127.0.0.1", adminPort),
        usual.sidecar(),
        usual.deadline(),
        usual.failsafe(),
        usual.limits(),
        usual.unlistedPaths(),
        usual.timeouts(),
        usual.accessLog(),
        usual.caFile(),
        usual.concurrency(),
        usual.failover(),
        usual.version(),
        usual.steering(),
        Optional.of(folder),
        usual.callers());
  }

  private static EnvoyAdmin admin(int port) {
    var soon = Duration.ofMillis(200);
    return new EnvoyAdmin(new Address.Tcp("127.0.0.1", port), soon, soon);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
