package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules as HTTPRoutes, each of which holds so many. */
final class HttpRoutes {
  private static final int RULES = 16;
  private static final int MATCHES = 128;

  private final GatewayOptions options;

  HttpRoutes(GatewayOptions options) {
    this.options = options;
  }

  /** The HTTPRoutes that hold {@code rules}; their names say what the rules are for. */
  List<Map<String, Object>> render(String purpose, List<Map<String, Object>> rules) {
    var routes = new ArrayList<Map<String, Object>>();
    var held = new ArrayList<Map<String, Object>>();
    for (Map<String, Object> rule : rules) {
      if (held.size() == RULES || matches(held) + matches(List.of(rule)) > MATCHES) {
        routes.add(route(purpose, routes.size(), held));
        held.clear();
      }
      held.add(rule);
    }
    if (!held.isEmpty()) {
      routes.add(route(purpose, routes.size(), held));
    }
    return List.copyOf(routes);
  }

  private static int matches(List<Map<String, Object>> rules) {
    return rules.stream()
        .mapToInt(rule -> rule.get("matches") instanceof List<?> matches ? matches.size() : 0)
        .sum();
  }

  private Map<String, Object> route(String purpose, int before, List<Map<String, Object>> rules) {
    return Resource.HTTP_ROUTE.named(
        name(options, purpose, before),
        options,
        map(
            "parentRefs",
            Resource.gateway(options),
            "hostnames",
            Optional.of(options.hostnames()).filter(names -> !names.isEmpty()),
            "rules",
            List.copyOf(rules)));
  }

  /** The name of the HTTPRoute for {@code purpose} that {@code before} others precede. */
  static String name(GatewayOptions options, String purpose, int before) {
    return options.name() + "-" + purpose + (before == 0 ? "" : "-" + (before + 1));
  }

  /** References to {@code routes}. */
  static List<Map<String, Object>> references(List<Map<String, Object>> routes) {
    return routes.stream().map(route -> Resource.HTTP_ROUTE.reference(nameOf(route))).toList();
  }

  private static String nameOf(Map<String, Object> route) {
    return route.get("metadata") instanceof Map<?, ?> metadata
        ? String.valueOf(metadata.get("name"))
        : "";
  }
}
