package dev.interlock.envoy;

import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import java.util.List;
import java.util.stream.Stream;

/** The load-bearing lines of finding out who calls. */
final class CallerCheck {
  private final EnvoyCheck.Report report;
  private final CallerSettings callers;

  CallerCheck(EnvoyCheck.Report report, CallerSettings callers) {
    this.report = report;
    this.callers = callers;
  }

  /**
   * Checks a connection manager.
   *
   * @param decision the decision filter's configuration
   */
  void check(Node manager, Node decision, List<Node> clusters) {
    List<Node> filters = manager.get("http_filters").each();
    List<Node> before = filters.stream().takeWhile(f -> !f.isA("ExternalProcessor")).toList();
    switch (callers.source()) {
      case CallerSource.Jwt _ -> {
        List<Node> asking = before.stream().filter(f -> f.isA("JwtAuthentication")).toList();
        present(asking, manager, "envoy.filters.http.jwt_authn before ext_proc");
        asking.forEach(filter -> jwt(filter, manager, clusters));
        // Before the tokens are read, nobody has a tenant.
        known(before.stream().dropWhile(f -> !f.isA("JwtAuthentication")).toList(), manager);
      }
      case CallerSource.ApiKeys _ -> {
        List<Node> asking = before.stream().filter(CallerCheck::isApiKeys).toList();
        present(asking, manager, "envoy.filters.http.api_key_auth before ext_proc");
        asking.forEach(filter -> neverDisabled(filter, manager, LoadBearing.AUTHENTICATION));
      }
      // Which filter says so is the operator's business.
      case CallerSource.Metadata _ -> known(before, manager);
    }
    filters.stream()
        .filter(filter -> filter.isA("ApiKeyAuth"))
        .flatMap(filter -> filter.at("typed_config", "credentials").each().stream())
        .forEach(key -> report.find(LoadBearing.NO_INLINE_SECRET, unread(key), "config_discovery"));
    String namespace = callers.source().namespace();
    Node forwarded = decision.at("metadata_options", "forwarding_namespaces", "untyped");
    if (forwarded.each().stream().noneMatch(name -> name.is(namespace))) {
      report.find(LoadBearing.CALLER_METADATA, forwarded, "a list with " + namespace);
    }
  }

  private void present(List<Node> filters, Node manager, String expected) {
    if (filters.isEmpty()) {
      report.find(LoadBearing.AUTHENTICATION, manager.get("http_filters"), expected);
    }
  }

  private void jwt(Node filter, Node manager, List<Node> clusters) {
    neverDisabled(filter, manager, LoadBearing.AUTHENTICATION);
    new JwtCheck(report, callers.anonymous()).check(filter, overrides(filter, manager));
    List<String> servers =
        filter
            .all()
            .filter(n -> n.path().endsWith("http_uri.cluster"))
            .map(CallerCheck::text)
            .toList();
    clusters.stream()
        .filter(cluster -> servers.contains(text(cluster.get("name"))))
        .forEach(cluster -> new ClusterCheck(report).serverName(cluster.get("transport_socket")));
  }

  private void known(List<Node> filters, Node manager) {
    if (KnownCallerFilter.tenant(callers).isEmpty()) {
      return;
    }
    List<Node> asking =
        filters.stream()
            .filter(filter -> filter.get("name").is(KnownCallerFilter.NAME) && filter.isA("RBAC"))
            .toList();
    if (asking.isEmpty()) {
      boolean tokens = callers.source() instanceof CallerSource.Jwt;
      report.find(
          LoadBearing.KNOWN_CALLER,
          manager.get("http_filters"),
          "envoy.filters.http.rbac as %s %s ext_proc"
              .formatted(KnownCallerFilter.NAME, tokens ? "between jwt_authn and" : "before"));
    }
    for (Node filter : asking) {
      neverDisabled(filter, manager, LoadBearing.KNOWN_CALLER);
      new KnownCallerCheck(report, callers).check(filter, overrides(filter, manager));
    }
  }

  /** Neither it nor a route may switch it off. */
  private void neverDisabled(Node filter, Node manager, LoadBearing line) {
    Stream.concat(Stream.of(filter), overrides(filter, manager).stream())
        .map(node -> node.get("disabled"))
        .filter(Node::isTrue)
        .forEach(node -> report.find(line, node, "nothing"));
  }

  /** What routes, virtual hosts and the like say in place of {@code filter}, wrapped or not. */
  private static List<Node> overrides(Node filter, Node manager) {
    String name = text(filter.get("name"));
    return manager
        .get("route_config")
        .all()
        .map(node -> node.get("typed_per_filter_config").get(name))
        .flatMap(override -> Stream.of(override, override.get("config")))
        .filter(Node::exists)
        .toList();
  }

  private static boolean isApiKeys(Node filter) {
    return filter.isA("ApiKeyAuth")
        || filter.at("config_discovery", "type_urls").each().stream()
            .map(CallerCheck::text)
            .anyMatch(
                type -> type.endsWith(".ApiKeyAuth") || type.endsWith(".ExtensionWithMatcher"));
  }

  /** The place without what is there. */
  private static Node unread(Node key) {
    return new Node(key.path(), "a key");
  }

  private static String text(Node node) {
    return node.text().orElse("");
  }
}
