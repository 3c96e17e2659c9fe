package dev.interlock.envoy;

import dev.interlock.config.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running Envoy. Its standard output, which is its access log, goes to {@code access.log} of the
 * launch's directory, what it says about itself to {@code envoy.log}. Thread-safe.
 */
public final class EnvoyProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LINES_SHOWN = 20;

  private final Process process;
  private final Path directory;
  private final Address.Tcp admin;
  private final Address.Tcp listener;

  private EnvoyProcess(Process process, Path directory, Address.Tcp admin, Address.Tcp listener) {
    this.process = process;
    this.directory = directory;
    this.admin = admin;
    this.listener = listener;
  }

  /**
   * Starts Envoy and waits until it accepts clients.
   *
   * @throws IOException if it does not come up; the message ends with what Envoy said
   */
  public static EnvoyProcess start(EnvoyBinary binary, EnvoyLaunch launch)
      throws IOException, InterruptedException {
    Path adminFile = launch.directory().resolve("admin.address");
    Files.deleteIfExists(adminFile);
    var arguments = new ArrayList<>(List.of("--admin-address-path", adminFile.toString()));
    launch
        .concurrency()
        .ifPresent(n -> arguments.addAll(List.of("--concurrency", Integer.toString(n))));
    Process process = spawn(binary, launch, arguments);
    try {
      Address.Tcp admin = await(process, launch, () -> written(adminFile));
      await(process, launch, () -> get(admin, "/ready"));
      Address.Tcp listener = await(process, launch, () -> listener(admin));
      return new EnvoyProcess(process, launch.directory(), admin, listener);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /**
   * Lets Envoy read the bootstrap without running it.
   *
   * @return what Envoy has against it; empty: nothing
   */
  public static Optional<String> validate(EnvoyBinary binary, EnvoyLaunch launch)
      throws IOException, InterruptedException {
    Process process = spawn(binary, launch, List.of("--mode", "validate"));
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(
            "envoy --mode validate: no answer within " + PATIENCE.toSeconds() + " s");
      }
      return process.exitValue() == 0 ? Optional.empty() : Optional.of(lastWords(launch));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Where clients connect, with the port the system gave if the settings said 0. */
  public Address.Tcp listener() {
    return listener;
  }

  /** Envoy's admin interface. */
  public Address.Tcp admin() {
    return admin;
  }

  /** The launch's directory. */
  public Path directory() {
    return directory;
  }

  /** One JSON object a line, if the settings send the access log to standard output. */
  public Path accessLog() {
    return directory.resolve("access.log");
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Its exit status, once it has ended. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** The answer of the admin interface to a GET. */
  public String adminGet(String path) throws IOException {
    return get(admin, path)
        .orElseThrow(() -> new IOException("Envoy admin: no answer to GET " + path));
  }

  /** Ends Envoy: politely, after five seconds by force. Does nothing the second time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Process spawn(EnvoyBinary binary, EnvoyLaunch launch, List<String> arguments)
      throws IOException {
    Path config = launch.directory().resolve("envoy.yaml");
    Files.writeString(config, launch.bootstrap());
    if (launch.apiKeys().isPresent()) {
      ApiKeysFile keys = launch.apiKeys().get();
      keys.write(keys.path(), System::getenv);
    }
    var mounts = new LinkedHashSet<>(launch.mounts());
    mounts.add(launch.directory().toAbsolutePath());
    var command = new ArrayList<>(binary.command(mounts, launch.environment().keySet()));
    // No hot restart: it wants a shared memory region per machine, so that two Envoys collide.
    command.addAll(List.of("--disable-hot-restart", "--log-level", "warning"));
    command.addAll(List.of("--file-flush-interval-msec", "100"));
    command.addAll(List.of("--config-path", config.toString()));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(launch.directory().resolve("access.log").toFile())
            .redirectError(launch.directory().resolve("envoy.log").toFile());
    builder.environment().putAll(launch.environment());
    return builder.start();
  }

  private static <T> T await(Process process, EnvoyLaunch launch, Probe<T> probe)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < PATIENCE.toMillis(); waited += 20) {
      Optional<T> result = probe.look();
      if (result.isPresent()) {
        return result.get();
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "Envoy ended with code " + process.exitValue() + ": " + lastWords(launch));
      }
    }
    throw new IOException(
        "Envoy not ready within " + PATIENCE.toSeconds() + " s: " + lastWords(launch));
  }

  private static Optional<Address.Tcp> written(Path file) throws IOException {
    return Files.exists(file) ? tcp(Files.readString(file).strip()) : Optional.empty();
  }

  private static Optional<Address.Tcp> listener(Address.Tcp admin) {
    return get(admin, "/listeners")
        .flatMap(
            text ->
                text.lines()
                    .filter(line -> line.startsWith("llm::"))
                    .findFirst()
                    .flatMap(line -> tcp(line.substring("llm::".length()))));
  }

  private static Optional<Address.Tcp> tcp(String text) {
    return Address.parse(text).filter(Address.Tcp.class::isInstance).map(Address.Tcp.class::cast);
  }

  private static Optional<String> get(Address.Tcp admin, String path) {
    return new EnvoyAdmin(admin).get(path);
  }

  private static String lastWords(EnvoyLaunch launch) throws IOException {
    try (Stream<String> log = Files.lines(launch.directory().resolve("envoy.log"))) {
      List<String> lines = log.toList();
      int from = Math.max(0, lines.size() - LINES_SHOWN);
      return String.join("\n", lines.subList(from, lines.size())).strip();
    }
  }

  /** Looks once; empty: not yet. */
  private interface Probe<T> {
    Optional<T> look() throws IOException;
  }
}
