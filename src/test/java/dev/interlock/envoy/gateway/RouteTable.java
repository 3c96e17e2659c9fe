package dev.interlock.envoy.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rendered HTTPRoutes as Envoy Gateway orders them: by the kind of the path's match, its length,
 * the number of headers and of exact ones. Where all are equal, whichever comes first.
 */
final class RouteTable {
  private final List<Entry> entries;

  /** A match of a rule, and where what it matches goes. */
  private record Entry(String route, boolean regex, String path, List<?> headers, Map<?, ?> rule) {
    int rank() {
      return path.equals("/") ? 0 : path.length();
    }

    boolean matches(String requested, Map<String, String> sent) {
      boolean there =
          regex
              ? requested.matches(path)
              : path.equals("/") || requested.equals(path) || requested.startsWith(path + "/");
      return there
          && headers.stream()
              .map(Map.class::cast)
              .allMatch(
                  header ->
                      sent.getOrDefault(String.valueOf(header.get("name")), "")
                          .matches(String.valueOf(header.get("value"))));
    }

    String target() {
      List<?> filters = (List<?>) rule.get("filters");
      return rule.get("backendRefs") instanceof List<?> backends
          ? backends.stream().map(RouteTable::name).collect(Collectors.joining(", "))
          : name(((Map<?, ?>) filters.getLast()).get("extensionRef"));
    }
  }

  RouteTable(String yaml) {
    var all = new ArrayList<Entry>();
    for (Map<?, ?> resource : Crds.documents(yaml)) {
      if (!"HTTPRoute".equals(resource.get("kind"))) {
        continue;
      }
      for (Object rule : (List<?>) ((Map<?, ?>) resource.get("spec")).get("rules")) {
        for (Object each : (List<?>) ((Map<?, ?>) rule).get("matches")) {
          Map<?, ?> match = (Map<?, ?>) each;
          Map<?, ?> path = (Map<?, ?>) match.get("path");
          List<?> headers = match.get("headers") instanceof List<?> list ? list : List.of();
          all.add(
              new Entry(
                  name(resource.get("metadata")),
                  "RegularExpression".equals(path.get("type")),
                  String.valueOf(path.get("value")),
                  headers,
                  (Map<?, ?>) rule));
        }
      }
    }
    all.sort(
        Comparator.comparing(Entry::regex)
            .thenComparing(Entry::rank)
            .thenComparing(entry -> entry.headers().size())
            .reversed());
    entries = List.copyOf(all);
  }

  /** The route and where it leads, of a request with {@code headers}. */
  String match(String path, Map<String, String> headers) {
    return entries.stream()
        .filter(entry -> entry.matches(path, headers))
        .findFirst()
        .map(entry -> entry.route() + " → " + entry.target())
        .orElse("none");
  }

  private static String name(Object of) {
    return String.valueOf(((Map<?, ?>) of).get("name"));
  }
}
