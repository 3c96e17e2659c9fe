package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.config.Address;
import dev.interlock.envoy.ClientListener;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.HttpFilters;
import java.util.List;
import java.util.Map;

/** How Envoy asks Interlock, for every request of our routes. */
final class Sidecar {
  /** Generations at once; each holds a stream for as long as it lasts. */
  static final int STREAMS = 100_000;

  private final GatewayOptions options;
  private final EnvoySettings settings;

  Sidecar(GatewayOptions options, EnvoySettings settings) {
    this.options = options;
    this.settings = settings;
  }

  /** Where Interlock listens, as a Backend, unless it has a Service. */
  List<Map<String, Object>> backend() {
    if (options.service().isPresent()) {
      return List.of();
    }
    var endpoint =
        switch (settings.sidecar()) {
          case Address.Unix(String path) -> map("unix", map("path", path));
          case Address.Tcp(String host, int port) -> ModelBackends.endpoint(host, port);
        };
    return List.of(
        Resource.BACKEND.named(options.name(), options, map("endpoints", List.of(endpoint))));
  }

  /** The policy; {@code routes} are references to the routes that need a decision. */
  Map<String, Object> policy(List<Map<String, Object>> routes) {
    return Resource.ENVOY_EXTENSION_POLICY.named(
        options.name(), options, map("targetRefs", routes, "extProc", List.of(filter())));
  }

  private Map<String, Object> filter() {
    return map(
        "backendRefs",
        List.of(
            options
                .service()
                .map(
                    service ->
                        map(
                            "group",
                            "",
                            "kind",
                            "Service",
                            "name",
                            service.name(),
                            "port",
                            service.port()))
                .orElseGet(() -> Resource.BACKEND.reference(options.name()))),
        "backendSettings",
        connection(),
        "messageTimeout",
        Resource.duration(settings.messageTimeout()),
        // Fail-open here, closed where the routes say so.
        "failOpen",
        true,
        "processingMode",
        map(
            // Interlock asks for an answer's body per response, to read its usage.
            "allowModeOverride",
            true,
            "request",
            map("body", "Buffered"),
            "response",
            map("attributes", List.of("response.code", "upstream.request_attempt_count"))),
        "metadata",
        map(
            "accessibleNamespaces",
            settings.callers().map(callers -> List.of(callers.source().namespace())),
            "writableNamespaces",
            List.of(HttpFilters.NAMESPACE)));
  }

  private Map<String, Object> connection() {
    int window = settings.limits().streamWindow();
    return map(
        "connection",
        map("bufferLimit", Integer.toString(ClientListener.BUFFER_CEILING)),
        "http2",
        map(
            "initialStreamWindowSize",
            Integer.toString(window),
            "initialConnectionWindowSize",
            Integer.toString(Math.max(1 << 28, window))),
        "circuitBreaker",
        unlimited(),
        "timeout",
        map("tcp", map("connectTimeout", "250ms")));
  }

  /** Without limits: the defaults (1024) refuse silently under load. */
  static Map<String, Object> unlimited() {
    return map(
        "maxConnections",
        STREAMS,
        "maxPendingRequests",
        STREAMS,
        "maxParallelRequests",
        STREAMS,
        "maxParallelRetries",
        STREAMS);
  }
}
