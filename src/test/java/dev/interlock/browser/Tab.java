package dev.interlock.browser;

import static java.util.Objects.requireNonNull;

import dev.interlock.envoy.Waiting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One tab. Every call returns when the browser has answered. */
public final class Tab implements AutoCloseable {
  private static final int SECONDS = 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private Tab(URI address) {
    socket = got(http.newWebSocketBuilder().buildAsync(address, new Listener()));
  }

  static Tab open(URI address) {
    var tab = new Tab(address);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      JsonNode _ = tab.send(domain + ".enable", Map.of());
    }
    return tab;
  }

  /** Goes to {@code page} and waits until everything it names is loaded. */
  public void go(URI page) {
    JsonNode _ = send("Page.navigate", Map.of("url", page.toString()));
    until("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** The value of a JavaScript expression, or of what it promises. */
  public JsonNode value(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** The text that {@code selector} shows, all of it. */
  public String text(String selector) {
    return value("document.querySelector(" + quoted(selector) + ").innerText").asString("");
  }

  /** Waits until {@code condition}, in JavaScript, holds. */
  public void until(String condition) {
    Waiting.until(condition, () -> value("Boolean(" + condition + ")").asBoolean());
  }

  /** Presses a key, such as {@code ArrowDown} or {@code Tab}. */
  public void press(String key) {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      JsonNode _ = send("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key));
    }
  }

  /** Types {@code text} where the focus is. */
  public void type(String text) {
    JsonNode _ = send("Input.insertText", Map.of("text", text));
  }

  /** Looks as on a screen of this size, of a system that prefers {@code dark} or not. */
  public void appear(int width, int height, boolean dark) {
    JsonNode _ =
        send(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    JsonNode _ =
        send(
            "Emulation.setEmulatedMedia",
            Map.of(
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Writes what can be seen to {@code file}, a PNG. */
  public void screenshot(Path file) {
    String png = send("Page.captureScreenshot", Map.of("format", "png")).get("data").asString();
    Waiting.on(
        () -> {
          Files.createDirectories(file.getParent());
          return Files.write(file, Base64.getDecoder().decode(png));
        });
  }

  /** What the console says went wrong: exceptions, refused scripts and styles, failed requests. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    pending.put(id, answer);
    String message =
        JsonMapper.shared()
            .writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    WebSocket _ = got(socket.sendText(message, true));
    JsonNode reply = got(answer);
    if (reply.has("error")) {
      throw new AssertionError(method + ": " + reply.get("error"));
    }
    return reply.path("result");
  }

  private void received(JsonNode message) {
    if (message.has("id")) {
      requireNonNull(pending.remove(message.get("id").asInt())).complete(message);
      return;
    }
    switch (message.path("method").asString("")) {
      case "Runtime.exceptionThrown" ->
          complaints.add(message.at("/params/exceptionDetails").toString());
      case "Log.entryAdded" -> {
        JsonNode entry = message.at("/params/entry");
        if (entry.path("level").asString("").equals("error")) {
          complaints.add(entry.path("text").asString("") + " " + entry.path("url").asString(""));
        }
      }
      default -> {}
    }
  }

  private static <T> T got(CompletableFuture<T> future) {
    return Waiting.on(
        () -> {
          try {
            return future.get(SECONDS, TimeUnit.SECONDS);
          } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the browser did not answer", e);
          }
        });
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        JsonNode message = JsonMapper.shared().readTree(partial.toString());
        partial.setLength(0);
        received(message);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
