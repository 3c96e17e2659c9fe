package dev.interlock.sharedcache;

import dev.interlock.envoy.FreePorts;
import dev.interlock.envoy.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Redis of the test's own, on a free port, that keeps nothing on disk. Another server that
 * speaks its protocol, such as Valkey, where {@code INTERLOCK_REDIS_SERVER} names its program.
 */
public final class RedisServer implements AutoCloseable {
  private static final String PROGRAM =
      Optional.ofNullable(System.getenv("INTERLOCK_REDIS_SERVER")).orElse("redis-server");

  private final int port;
  private final Path folder;
  private final List<String> more;
  private @Nullable Process process;

  private RedisServer(int port, Path folder, List<String> more) {
    this.port = port;
    this.folder = folder;
    this.more = more;
  }

  /** Starts one, or has the test skipped where there is none. */
  public static RedisServer start(String... more) {
    Assumptions.assumeTrue(isInstalled(), "no " + PROGRAM + " here: scripts/redis obtains it");
    return Waiting.on(
        () -> {
          Path folder = Files.createTempDirectory("interlock-redis");
          var server = new RedisServer(FreePorts.next(), folder, List.of(more));
          server.restart();
          return server;
        });
  }

  private static boolean isInstalled() {
    if (Files.isExecutable(Path.of(PROGRAM).toAbsolutePath())) {
      return true;
    }
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, PROGRAM))) {
        return true;
      }
    }
    return false;
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts it, empty. */
  public void restart() {
    var command = new ArrayList<String>();
    command.addAll(List.of(PROGRAM, "--port", "" + port, "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--appendonly", "no", "--dir", folder.toString()));
    command.addAll(List.of("--loglevel", "warning"));
    command.addAll(more);
    process =
        Waiting.on(
            () ->
                new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start());
    Waiting.until("redis answers", () -> !say("PING").isEmpty());
  }

  /** As if its machine lost power. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      Waiting.on(() -> running.waitFor(5, TimeUnit.SECONDS));
    }
  }

  /** It holds its connections, and says nothing. */
  public void pause() {
    signal("STOP");
  }

  public void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    long pid = Objects.requireNonNull(process).pid();
    int status =
        Waiting.on(
            () -> new ProcessBuilder("kill", "-" + name, "" + pid).inheritIO().start().waitFor());
    if (status != 0) {
      throw new IllegalStateException("kill -" + name + ": " + status + " (expected: 0)");
    }
  }

  /** The beginning of what it replies to a command of words without blanks; empty: nothing. */
  public String say(String command) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] reply = new byte[64 << 10];
      int length = socket.getInputStream().read(reply);
      return length < 0 ? "" : new String(reply, 0, length, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  /** The names of all that it holds. */
  public List<String> keys() {
    return say("KEYS *").lines().filter(line -> line.startsWith("interlock:")).toList();
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      goOn();
    }
    kill();
  }
}
