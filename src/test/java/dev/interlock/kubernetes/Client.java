package dev.interlock.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of a node's port, as clients are: it keeps its connections and asks once. Thread-safe.
 */
final class Client implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI chat;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Client(int nodePort) {
    chat = URI.create("http://" + Setting.NODE.value() + ":" + nodePort + "/v1/chat/completions");
  }

  /** Asks {@code auto}. */
  Exchange ask(String text, boolean streamed) throws IOException, InterruptedException {
    var body = JsonMapper.shared().createObjectNode().put("model", "auto").put("stream", streamed);
    body.putArray("messages").addObject().put("role", "user").put("content", text);
    HttpRequest request =
        HttpRequest.newBuilder(chat)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return Exchange.of(http.send(request, BodyHandlers.ofString()));
  }

  /** Whether an answer comes that Interlock decided; the first ones may be early. */
  boolean isDecided() {
    try {
      return !ask("Hi there!", false).undecided();
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
