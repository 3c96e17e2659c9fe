package dev.interlock.simulator;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelMatchers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a test asks of a running fleet. Every server answers for itself and, under its id, for every
 * other: a server that refuses connections is healed through a neighbour.
 *
 * <ul>
 *   <li>{@code GET|PUT /_sim[/ID]/faults}: the faults; what a PUT leaves out is healthy
 *   <li>{@code GET|DELETE /_sim[/ID]/requests}: counts by status and the last requests
 * </ul>
 */
final class ControlApi {
  static final String PREFIX = "/_sim/";
  private static final Set<String> SECRET = Set.of("authorization", "x-api-key", "cookie");

  private final Map<String, ModelServer> servers = new ConcurrentHashMap<>();

  void add(ModelServer server) {
    servers.put(server.model().id(), server);
  }

  /**
   * @param self id of the server asked
   * @param asking the connection, which outlives a fault it asks for
   */
  CompletableFuture<Reply> reply(Incoming request, String self, Channel asking) {
    String rest = request.path().substring(PREFIX.length());
    int slash = rest.indexOf('/');
    ModelServer server = servers.get(slash < 0 ? self : rest.substring(0, slash));
    if (server == null) {
      return done(404, error("no such model in this fleet"));
    }
    return switch (request.method() + " " + rest.substring(slash + 1)) {
      case "GET faults" -> done(200, FleetJson.write(server.faults()));
      case "PUT faults" -> change(server, request.body(), asking);
      case "GET requests" -> done(200, requests(server.requests()));
      case "DELETE requests" -> {
        server.requests().clear();
        yield done(200, requests(server.requests()));
      }
      default -> done(404, error("expected: GET or PUT faults, GET or DELETE requests"));
    };
  }

  private static CompletableFuture<Reply> change(ModelServer server, byte[] body, Channel asking) {
    Faults faults;
    try {
      faults = FleetJson.read(Faults.class, Faults.NONE, FleetJson.parse(body));
    } catch (JacksonException | IllegalArgumentException e) {
      return done(400, error(String.valueOf(e.getMessage())));
    }
    return server
        .change(faults, ChannelMatchers.isNot(asking))
        .thenApply(_ -> whole(200, FleetJson.write(faults)));
  }

  private static ObjectNode requests(RequestLog log) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("count", log.count());
    ObjectNode byStatus = body.putObject("by_status");
    log.counts().forEach((status, count) -> byStatus.put(Integer.toString(status), count));
    ArrayNode last = body.putArray("last");
    for (RequestLog.Entry entry : log.last()) {
      ObjectNode headers =
          last.addObject()
              .put("method", entry.method())
              .put("path", entry.path())
              .put("model", entry.model())
              .put("status", entry.status())
              .put("bytes", entry.bytes())
              .put("sha256", entry.bodySha256())
              .putObject("headers");
      entry
          .headers()
          .forEach((name, value) -> headers.put(name, SECRET.contains(name) ? "(secret)" : value));
    }
    return body;
  }

  private static ObjectNode error(String message) {
    return JsonNodeFactory.instance.objectNode().put("error", message);
  }

  private static CompletableFuture<Reply> done(int status, JsonNode body) {
    return CompletableFuture.completedFuture(whole(status, body));
  }

  private static Reply whole(int status, JsonNode body) {
    return new Reply.Whole(
        status, Map.of("content-type", "application/json"), body.toString(), Duration.ZERO, false);
  }
}
