package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.envoy.Headers;
import dev.interlock.envoy.RoutePatterns;
import dev.interlock.inference.Api;
import dev.interlock.inference.Dialect;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What requests a rule is for. Envoy Gateway asks the rules of all routes in an order of its own:
 * patterns of paths before prefixes, the longer one first, then the one with more headers. So
 * decided requests have the longest pattern, and patterns of one dialect are as long as they have
 * endpoints.
 */
final class Matches {
  private Matches() {}

  /** A decided request, by the name of its plan: before every other rule. */
  static Map<String, Object> decided(String plans) {
    return map(
        "path",
        pattern("(?:" + RoutePatterns.paths(_ -> true) + ")"),
        "headers",
        List.of(header(Headers.CLUSTER, plans)));
  }

  /** The wanted endpoints of a dialect; none: no match. */
  static List<Map<String, Object>> endpoints(Dialect dialect, Predicate<Api> wanted) {
    String paths = RoutePatterns.paths(api -> api.dialect() == dialect && wanted.test(api));
    return paths.isEmpty() ? List.of() : List.of(map("path", pattern(paths)));
  }

  static Map<String, Object> below(String prefix) {
    return map("path", map("type", "PathPrefix", "value", prefix));
  }

  static Map<String, Object> header(Sensitive sensitive) {
    return header(sensitive.header(), RoutePatterns.oneOf(sensitive.values()));
  }

  private static Map<String, Object> header(String name, String pattern) {
    return map("type", "RegularExpression", "name", name, "value", pattern);
  }

  private static Map<String, Object> pattern(String regex) {
    return map("type", "RegularExpression", "value", regex);
  }
}
