package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The listener clients connect to. */
public final class ClientListener {
  /**
   * Bytes Envoy may hold for a slow client; only a ceiling, since the body limit bounds requests.
   * At Envoy's default of 1 MiB a full buffer crashes Envoy 1.37 to 1.40 while an attempt is being
   * judged, and larger bodies than that could not be decided on.
   */
  public static final int BUFFER_CEILING = 1 << 30;

  /** The name of the route table. */
  static final String ROUTES = "llm";

  private ClientListener() {}

  static Map<String, Object> render(
      EnvoySettings settings, ModelCatalog catalog, Optional<Model> failsafe) {
    return map(
        "name",
        "llm",
        "address",
        Tree.address(settings.listener()),
        "per_connection_buffer_limit_bytes",
        BUFFER_CEILING,
        "filter_chains",
        List.of(map("filters", List.of(connectionManager(settings, catalog, failsafe)))));
  }

  static Map<String, Object> routeTable(List<Map<String, Object>> routes) {
    return map(
        "name",
        ROUTES,
        "virtual_hosts",
        List.of(
            map(
                "name",
                "llm",
                "domains",
                List.of("*"),
                // The upstream filters learn which attempt it is.
                "include_request_attempt_count",
                true,
                "routes",
                routes)));
  }

  private static Map<String, Object> connectionManager(
      EnvoySettings settings, ModelCatalog catalog, Optional<Model> failsafe) {
    var accessLog = AccessLogFormat.render(settings);
    return extension(
        "envoy.filters.network.http_connection_manager",
        any(
            "extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            "stat_prefix",
            "llm",
            // One reading of a path for routes, sidecar and model server.
            "normalize_path",
            true,
            "merge_slashes",
            true,
            // Some servers read %2F as a slash, some do not. Redirecting makes every hop judge the
            // path that the server will read; rejecting would turn away models named `org/name`.
            "path_with_escaped_slashes_action",
            "UNESCAPE_AND_REDIRECT",
            // The default of 5 minutes cuts off a model that thinks.
            "stream_idle_timeout",
            settings.timeouts().idle(),
            "request_headers_timeout",
            "10s",
            "early_header_mutation_extensions",
            List.of(Headers.stripInbound()),
            "local_reply_config",
            LocalReplies.render(settings, catalog),
            "access_log",
            Optional.of(accessLog).filter(log -> !log.isEmpty()),
            "route_config",
            settings.xds().isPresent()
                ? Optional.empty()
                : Optional.of(routeTable(new Routes(settings, catalog, failsafe).render())),
            "rds",
            settings.xds().map(Xds::routes),
            "http_filters",
            new HttpFilters(settings, catalog).render()));
  }
}
