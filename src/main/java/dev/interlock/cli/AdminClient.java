package dev.interlock.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the admin interface of a running sidecar. */
final class AdminClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI admin;
  private final Optional<String> token;

  /**
   * A client.
   *
   * @param admin where it is
   * @param token what it wants to be shown, if anything
   */
  AdminClient(URI admin, Optional<String> token) {
    this.admin = admin;
    this.token = token;
  }

  /**
   * What it answers.
   *
   * @param path with its query
   * @throws Failure if it answers no 200, or nothing that is JSON
   */
  JsonNode ask(String method, String path) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(admin.resolve(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> response;
    try {
      token.ifPresent(known -> request.header("authorization", "Bearer " + known));
      response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IllegalArgumentException _) {
      throw new Failure(2, "--token-file: no token (expected: one line of letters and digits)");
    } catch (IOException _) {
      throw new Failure(
          1, "--admin: " + admin.getAuthority() + ": no answer (expected: a sidecar's `admin`)");
    }
    JsonNode body = json(response.body());
    if (response.statusCode() != OK) {
      String message = body.path("error").path("message").asString("");
      throw new Failure(1, "HTTP " + response.statusCode() + ": " + Printable.of(message));
    }
    return body;
  }

  private JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      throw new Failure(
          1, "--admin: " + admin.getAuthority() + ": no JSON (expected: a sidecar's `admin`)");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
