package dev.interlock.envoy;

import dev.interlock.config.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Envoy's admin interface, asked over HTTP. Any thread; waits for at most a few seconds.
 *
 * @param connect how long it waits for a connection
 * @param answer how long it waits for each part of an answer
 */
record EnvoyAdmin(Address.Tcp address, Duration connect, Duration answer) {
  EnvoyAdmin(Address.Tcp address) {
    this(address, Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  /** The body of a 200 to a GET, or empty. */
  Optional<String> get(String path) {
    return lenient("GET", path);
  }

  /** Whether a POST was answered with 200. */
  boolean post(String path) {
    return lenient("POST", path).isPresent();
  }

  /**
   * The body of the answer to a GET; empty: no Envoy runs, for nobody listens there.
   *
   * @throws IOException if somebody listens who does not answer in time, or not with a 200: what
   *     that Envoy has and lacks is unknown
   */
  Optional<String> getIfRunning(String path) throws IOException {
    try {
      return Optional.of(ask("GET", path));
    } catch (ConnectException | UnknownHostException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(
          "Envoy's admin interface, %s, does not answer: %s (expected: an answer within %d s, or nobody who listens)"
              .formatted(address, e.getMessage(), answer.toSeconds()),
          e);
    }
  }

  private Optional<String> lenient(String method, String path) {
    try {
      return Optional.of(ask(method, path));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private String ask(String method, String path) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://" + address + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout((int) connect.toMillis());
    connection.setReadTimeout((int) answer.toMillis());
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("HTTP " + status);
    }
    try (var body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
