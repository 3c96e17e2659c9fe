package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.envoy.ClientListener;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.Headers;
import dev.interlock.envoy.HttpFilters;
import dev.interlock.failover.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients may send, and how patient Envoy is with models. */
final class Traffic {
  private final GatewayOptions options;
  private final EnvoySettings settings;
  private final ModelCatalog catalog;

  Traffic(GatewayOptions options, EnvoySettings settings, ModelCatalog catalog) {
    this.options = options;
    this.settings = settings;
    this.catalog = catalog;
  }

  /** Of the whole listener: before any route is matched. */
  Map<String, Object> fromClients() {
    return Resource.CLIENT_TRAFFIC_POLICY.named(
        options.name(),
        options,
        map(
            "targetRefs",
            Resource.gateway(options),
            "connection",
            map(
                "bufferLimit",
                Integer.toString(ClientListener.BUFFER_CEILING),
                "connectionLimit",
                map("value", settings.limits().connections())),
            "headers",
            // Removing them on the route would be too late: by then they have chosen it.
            map(
                "earlyRequestHeaders",
                map(
                    "removeOnMatch",
                    Headers.INTERNAL.stream()
                        .map(prefix -> map("type", "Prefix", "value", prefix))
                        .toList())),
            "path",
            // One reading of a path for routes, Interlock and model server.
            map("escapedSlashesAction", "UnescapeAndRedirect"),
            "timeout",
            map(
                "http",
                map(
                    "requestHeadersReceivedTimeout",
                    "10s",
                    "streamIdleTimeout",
                    Resource.duration(settings.timeouts().idle())))));
  }

  /** To one model: again only what certainly never reached its server. */
  Map<String, Object> toModels(List<Map<String, Object>> routes) {
    return policy(
        options.name(),
        routes,
        map(
            "numRetries",
            2,
            "retryOn",
            map("triggers", List.of("connect-failure", "refused-stream", "reset-before-request")),
            "perRetry",
            map("backOff", map("baseInterval", "25ms", "maxInterval", "250ms"))));
  }

  /** To a model and its stand-in: once to each. */
  Map<String, Object> toStandIns(List<Map<String, Object>> routes) {
    var triggers = new ArrayList<String>();
    var codes = new ArrayList<Integer>();
    for (Cause cause : settings.failover().on().stream().sorted().toList()) {
      switch (cause) {
        case REFUSED ->
            triggers.addAll(List.of("connect-failure", "refused-stream", "reset-before-request"));
        case RESET -> triggers.add("reset");
        case RATE_LIMITED -> codes.add(429);
        case SERVER_ERROR -> codes.addAll(List.of(500, 502, 503, 504, 529));
      }
    }
    if (!codes.isEmpty()) {
      triggers.add("retriable-status-codes");
    }
    var on =
        map(
            "triggers",
            List.copyOf(triggers),
            "httpStatusCodes",
            Optional.of(List.copyOf(codes)).filter(list -> !list.isEmpty()));
    return policy(
        options.name() + "-failover",
        routes,
        map(
            "numRetries",
            1,
            "numAttemptsPerPriority",
            1,
            "retryOn",
            on,
            "perRetry",
            map(
                "timeout",
                Resource.duration(settings.failover().answerTimeout()),
                "backOff",
                map("baseInterval", "1ms", "maxInterval", "10ms"))));
  }

  private Map<String, Object> policy(
      String name, List<Map<String, Object>> routes, Map<String, Object> retry) {
    return Resource.BACKEND_TRAFFIC_POLICY.named(
        name,
        options,
        map(
            "targetRefs",
            routes,
            "retry",
            retry,
            "timeout",
            map(
                "tcp",
                map("connectTimeout", Resource.duration(settings.timeouts().connect())),
                "http",
                map(
                    "requestTimeout",
                    Resource.duration(settings.timeouts().request()),
                    "streamIdleTimeout",
                    Resource.duration(settings.timeouts().idle()))),
            "circuitBreaker",
            Sidecar.unlimited(),
            "tcpKeepalive",
            // A server that thinks for minutes sends nothing.
            map("idleTime", "60s"),
            "connection",
            map("bufferLimit", Integer.toString(ClientListener.BUFFER_CEILING)),
            // The real limit for a body, which may grow by its model's own name.
            "requestBuffer",
            map("limit", Integer.toString(bodyLimit()))));
  }

  private int bodyLimit() {
    return settings.limits().requestBytes() + HttpFilters.longestName(catalog);
  }
}
