package dev.interlock.envoy;

import dev.interlock.config.Address;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Envoy's admin interface, asked over HTTP. Any thread; waits for at most a few seconds. */
record EnvoyAdmin(Address.Tcp address) {
  private static final int CONNECT_MILLIS = 1000;
  private static final int ANSWER_MILLIS = 5000;

  /** The body of a 200 to a GET, or empty. */
  Optional<String> get(String path) {
    return ask("GET", path);
  }

  /** Whether a POST was answered with 200. */
  boolean post(String path) {
    return ask("POST", path).isPresent();
  }

  private Optional<String> ask(String method, String path) {
    try {
      var connection =
          (HttpURLConnection) URI.create("http://" + address + path).toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      if (connection.getResponseCode() != 200) {
        return Optional.empty();
      }
      try (var body = connection.getInputStream()) {
        return Optional.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
