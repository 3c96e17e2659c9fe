package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /api/reload}, {@code POST /api/rollback}, {@code GET /api/generations} and {@code
 * /api/passthrough}: what is in force, and changing it.
 */
public final class ConfigurationApi {
  private static final int MAX_BODY = 1 << 10;

  private final ConfigurationControl control;

  public ConfigurationApi(ConfigurationControl control) {
    this.control = control;
  }

  /** The handlers, by path. */
  public Map<String, HttpListener.Handler> routes() {
    return Map.of(
        "/api/reload",
        exchange -> post(exchange, _ -> reply(control.reload())),
        "/api/rollback",
        exchange -> post(exchange, this::rollback),
        "/api/generations",
        this::generations,
        "/api/passthrough",
        this::passThrough);
  }

  private HttpReply generations(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET")
        ? AdminJson.reply(200, control.status())
        : HttpReply.text(405, "This endpoint takes GET.\n");
  }

  private HttpReply passThrough(HttpExchange exchange) throws IOException {
    return exchange.getRequestMethod().equals("GET")
        ? AdminJson.reply(200, control.status().passThrough())
        : post(exchange, this::passThrough);
  }

  private HttpReply passThrough(JsonNode body) {
    JsonNode enabled = body.path("enabled");
    return enabled.isBoolean()
        ? AdminJson.reply(200, control.passThrough(enabled.booleanValue()).passThrough())
        : HttpReply.text(400, "enabled: missing (expected: {\"enabled\": true} or false)\n");
  }

  /** Without a number, to the generation before the one in force. */
  private HttpReply rollback(JsonNode body) {
    JsonNode generation = body.path("generation");
    if (!generation.isMissingNode() && !generation.isIntegralNumber()) {
      return HttpReply.text(400, "generation: " + generation + " (expected: a number)\n");
    }
    Optional<Long> wanted =
        generation.isIntegralNumber()
            ? Optional.of(generation.longValue())
            : control.status().generations().stream()
                .skip(1)
                .findFirst()
                .map(ConfigurationStatus.Entry::number);
    return wanted
        .map(number -> reply(control.rollback(number)))
        .orElseGet(() -> HttpReply.text(404, "There is no generation before this one.\n"));
  }

  private static HttpReply post(HttpExchange exchange, Action action) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return HttpReply.text(405, "This endpoint takes POST.\n");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
    try {
      return action.on(AdminJson.read(body));
    } catch (JacksonException e) {
      return HttpReply.text(400, "body: not JSON\n");
    }
  }

  private static HttpReply reply(ConfigurationChange change) {
    int status =
        switch (change.result()) {
          case APPLIED, UNCHANGED -> 200;
          case UNKNOWN -> 404;
          case FAILED -> 409;
          case INVALID -> 422;
        };
    return AdminJson.reply(status, change);
  }

  /** What a POST does. */
  private interface Action {
    HttpReply on(JsonNode body);
  }
}
