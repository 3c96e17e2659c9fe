package dev.interlock.browser;

import dev.interlock.envoy.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium of its own profile, with one tab. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final Path profile;
  private final Tab tab;

  private Chromium(Process process, Path profile, Tab tab) {
    this.process = process;
    this.profile = profile;
    this.tab = tab;
  }

  /** The browser of this machine, if it has one. */
  public static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> Arrays.stream(path.split(":", -1)).map(in -> Path.of(in, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts {@code browser}. Nothing it wants from elsewhere is found. */
  public static Chromium start(Path browser) {
    return Waiting.on(
        () -> {
          Path profile = Files.createTempDirectory("interlock-browser");
          Process process =
              new ProcessBuilder(
                      browser.toString(),
                      "--headless=new",
                      "--remote-debugging-port=0",
                      "--user-data-dir=" + profile,
                      "--no-sandbox",
                      "--no-first-run",
                      "--disable-gpu",
                      "--disable-dev-shm-usage",
                      "--disable-background-networking",
                      "--disable-extensions",
                      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                      "about:blank")
                  .redirectErrorStream(true)
                  .redirectOutput(profile.resolve("browser.log").toFile())
                  .start();
          return new Chromium(process, profile, Tab.open(tabAddress(profile)));
        });
  }

  public Tab tab() {
    return tab;
  }

  private static URI tabAddress(Path profile) {
    Path port = profile.resolve("DevToolsActivePort");
    Waiting.until("DevTools port", () -> Files.exists(port) && !read(port).isBlank());
    URI list = URI.create("http://127.0.0.1:" + read(port).lines().findFirst().orElseThrow());
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(list.resolve("/json/list")).build();
      String targets = Waiting.on(() -> http.send(request, BodyHandlers.ofString())).body();
      for (JsonNode target : JsonMapper.shared().readTree(targets)) {
        if (target.get("type").asString().equals("page")) {
          return URI.create(target.get("webSocketDebuggerUrl").asString());
        }
      }
      throw new AssertionError("no tab in " + targets);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    tab.close();
    process.destroy();
    boolean _ =
        Waiting.on(
            () ->
                process.waitFor(5, TimeUnit.SECONDS)
                    || process.destroyForcibly().waitFor(5, TimeUnit.SECONDS));
    delete(profile);
  }

  /** Helpers of the browser may still write while they end. */
  private static void delete(Path folder) {
    Waiting.until(
        "profile deleted",
        () -> {
          try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
              Files.deleteIfExists(file);
            }
            return true;
          } catch (IOException | UncheckedIOException e) {
            return false;
          }
        });
  }
}
