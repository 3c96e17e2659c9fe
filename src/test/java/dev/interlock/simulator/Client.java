package dev.interlock.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client for tests. */
final class Client implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpResponse<String> post(ModelServer server, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return http.send(
        request(server, path, headers).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(ModelServer server, String path, String... headers)
      throws IOException, InterruptedException {
    return http.send(request(server, path, headers).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> put(ModelServer server, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(server, path).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  /** The JSON of every {@code data:} line, the end marker left out. */
  static List<JsonNode> events(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
        .map(line -> JSON.readTree(line.substring(6)))
        .toList();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static HttpRequest.Builder request(ModelServer server, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(10))
            .header("content-type", "application/json");
    return headers.length == 0 ? request : request.headers(headers);
  }
}
