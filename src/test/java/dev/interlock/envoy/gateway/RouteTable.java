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
              .allMatch(
                  header ->
                      sent.getOrDefault(Fields.text(header, "name"), "")
                          .matches(Fields.text(header, "value")));
    }

    String target() {
      return rule.get("backendRefs") instanceof List<?> backends
          ? backends.stream()
              .map(backend -> Fields.text(backend, "name"))
              .collect(Collectors.joining(", "))
          : Fields.text(Fields.map(Fields.list(rule, "filters").getLast(), "extensionRef"), "name");
    }
  }

  RouteTable(String yaml) {
    var all = new ArrayList<Entry>();
    for (Map<?, ?> resource : Crds.documents(yaml)) {
      if ("HTTPRoute".equals(resource.get("kind"))) {
        String name = Fields.text(Fields.map(resource, "metadata"), "name");
        for (Object rule : Fields.list(Fields.map(resource, "spec"), "rules")) {
          Fields.list(rule, "matches").forEach(match -> all.add(entry(name, rule, match)));
        }
      }
    }
    all.sort(
        Comparator.comparing(Entry::regex)
            .thenComparingInt(Entry::rank)
            .thenComparingInt(entry -> entry.headers().size())
            .reversed());
    entries = List.copyOf(all);
  }

  private static Entry entry(String route, Object rule, Object match) {
    Map<?, ?> path = Fields.map(match, "path");
    return new Entry(
        route,
        Fields.text(path, "type").equals("RegularExpression"),
        Fields.text(path, "value"),
        ((Map<?, ?>) match).get("headers") instanceof List<?> list ? list : List.of(),
        (Map<?, ?>) rule);
  }

  /** The route and where it leads, of a request with {@code headers}. */
  String match(String path, Map<String, String> headers) {
    return entries.stream()
        .filter(entry -> entry.matches(path, headers))
        .findFirst()
        .map(entry -> entry.route() + " → " + entry.target())
        .orElse("none");
  }
}
