package dev.interlock.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where one sidecar of the bench lives: its folder, its configuration and the variables that fill
 * it in.
 *
 * @param folder of everything it writes
 * @param config its {@code interlock.yaml}
 * @param environment ports and the socket
 */
record BenchFiles(Path folder, Path config, Map<String, String> environment) {
  /**
   * A folder below {@code parent}, with free ports.
   *
   * @param modelPort the simulated model's
   */
  static BenchFiles create(Path parent, String name, int modelPort) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    Path config = folder.resolve("interlock.yaml");
    try (InputStream template = BenchFiles.class.getResourceAsStream("interlock.yaml")) {
      Files.write(config, Objects.requireNonNull(template).readAllBytes());
    }
    Map<String, String> environment = new TreeMap<>();
    environment.put("BENCH_MODEL_PORT", Integer.toString(modelPort));
    environment.put("BENCH_HEALTH_PORT", Integer.toString(freePort()));
    environment.put("BENCH_ADMIN_PORT", Integer.toString(freePort()));
    environment.put("BENCH_SOCKET", folder.resolve("ext_proc.sock").toAbsolutePath().toString());
    return new BenchFiles(folder, config, environment);
  }

  /** The same sidecar's, but for another {@code mode}. */
  BenchFiles inMode(String mode) {
    Map<String, String> changed = new TreeMap<>(environment);
    changed.put("BENCH_MODE", mode);
    return new BenchFiles(folder, config, changed);
  }

  /** The same sidecar's, with a heap that has room for so large a cache. */
  BenchFiles remembering(String cache, String heap) {
    Map<String, String> changed = new TreeMap<>(environment);
    changed.put("BENCH_CACHE", cache);
    changed.put("INTERLOCK_HEAP", heap);
    return new BenchFiles(folder, config, changed);
  }

  URI health() {
    return URI.create("http://127.0.0.1:" + environment.get("BENCH_HEALTH_PORT"));
  }

  /** The bootstrap that {@code interlock envoy} renders. */
  String bootstrap(Path home) throws IOException, InterruptedException {
    Path log = folder.resolve("render.log");
    var builder =
        new ProcessBuilder(
                List.of(
                    home.resolve("bin/interlock").toString(),
                    "envoy",
                    "--config",
                    config.toString()))
            .redirectError(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String bootstrap = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("interlock envoy: " + Files.readString(log));
    }
    return bootstrap;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
