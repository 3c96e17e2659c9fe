package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.inference.Api;
import dev.interlock.inference.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The route table. Every request matches twice: at first, without a decision, below the first
 * routes; and again once the sidecar has set the cluster header. What it matches first is what
 * happens if the sidecar never answers.
 */
final class Routes {
  /** Only what certainly never reached the server: anything else may be paid for twice. */
  private static final Map<String, Object> SAME_CLUSTER =
      map(
          "retry_on",
          "connect-failure,refused-stream,reset-before-request",
          "num_retries",
          2,
          "retry_back_off",
          map("base_interval", "0.025s", "max_interval", "0.250s"));

  private final EnvoySettings settings;
  private final ModelCatalog catalog;
  private final Optional<Model> failsafe;

  /**
   * @param failsafe the model that answers undecided requests, if any does
   */
  Routes(EnvoySettings settings, ModelCatalog catalog, Optional<Model> failsafe) {
    this.settings = settings;
    this.catalog = catalog;
    this.failsafe = failsafe;
  }

  List<Map<String, Object>> render() {
    var routes = new ArrayList<Map<String, Object>>();
    if (!settings.observing()) {
      routes.addAll(decided());
      routes.addAll(planned());
    }
    if (settings.steering() != Steering.ALL) {
      routes.addAll(observed());
    }
    settings.failsafe().sensitive().ifPresent(sensitive -> routes.addAll(refused(sensitive)));
    if (failsafe.isPresent()) {
      routes.add(failsafe(failsafe.get()));
      routes.addAll(unserved(failsafe.get()));
      routes.addAll(unlisted(failsafe.get()));
    } else {
      routes.addAll(undecided());
    }
    return List.copyOf(routes);
  }

  /** One route per path rewrite. A name outside the list falls through to the fail-safe routes. */
  private List<Map<String, Object>> decided() {
    var byPrefix = new LinkedHashMap<String, Set<String>>();
    for (Model model : catalog.models()) {
      byPrefix
          .computeIfAbsent(RoutePatterns.pathPrefix(model), _ -> new LinkedHashSet<>())
          .add(model.cluster());
    }
    var routes = new ArrayList<Map<String, Object>>();
    byPrefix.forEach(
        (prefix, clusters) -> {
          var named =
              map(
                  "name",
                  Headers.CLUSTER,
                  "string_match",
                  fullMatch(RoutePatterns.anyOf(clusters)));
          routes.add(
              map(
                  "name",
                  "decided",
                  "match",
                  map("prefix", "/", "headers", List.of(named)),
                  "route",
                  forward("cluster_header", Headers.CLUSTER, prefix)));
        });
    return routes;
  }

  /**
   * To the model that the body names, by its id or by the name its own server knows; but nothing
   * that the sidecar has claimed.
   */
  private List<Map<String, Object>> observed() {
    var unclaimed = map("name", Headers.SHARE, "present_match", true, "invert_match", true);
    Map<String, Object> left = settings.observing() ? map() : map("headers", List.of(unclaimed));
    var byName = new LinkedHashMap<String, Model>();
    catalog.models().forEach(model -> byName.put(model.id(), model));
    catalog.models().forEach(model -> byName.putIfAbsent(model.upstreamModel(), model));
    var routes = new ArrayList<Map<String, Object>>();
    byName.forEach(
        (name, model) ->
            routes.add(
                map(
                    "name",
                    "observed",
                    "match",
                    Tree.join(
                        Tree.join(fullMatch(RoutePatterns.paths(model.apis()::contains)), left),
                        ObserveFilters.names(name)),
                    "typed_per_filter_config",
                    name.equals(model.upstreamModel())
                        ? Optional.empty()
                        : Optional.of(HttpFilters.speakAs(model.upstreamModel())),
                    "route",
                    forward("cluster", model.cluster(), RoutePatterns.pathPrefix(model)))));
    return routes;
  }

  /** The same for plans of several models; a list of all of them would be too long to match. */
  private List<Map<String, Object>> planned() {
    var chains = new Chains(settings, catalog);
    return chains.routes(failsafe).stream()
        .map(
            route ->
                map(
                    "name",
                    "decided",
                    "match",
                    map(
                        "prefix",
                        "/",
                        "headers",
                        List.of(map("name", Headers.CLUSTER, "string_match", route.match()))),
                    "route",
                    forward(
                        route.target(),
                        RoutePatterns.pathPrefix(route.first()),
                        chains.retryPolicy())))
        .toList();
  }

  /** Fail-closed, by routing: the filter stays fail-open. */
  private List<Map<String, Object>> refused(Sensitive sensitive) {
    String value = RoutePatterns.oneOf(sensitive.values());
    var header = map("name", sensitive.header(), "string_match", fullMatch(value));
    return refusals("sensitive", map("headers", List.of(header)), ErrorReply.UNDECIDED);
  }

  /** Fail-open: every endpoint the fail-safe model serves, under the name its server knows. */
  private Map<String, Object> failsafe(Model failsafe) {
    return map(
        "name",
        "failsafe",
        "match",
        fullMatch(RoutePatterns.paths(failsafe.apis()::contains)),
        "typed_per_filter_config",
        HttpFilters.speakAs(failsafe.upstreamModel()),
        "route",
        forward("cluster", failsafe.cluster(), RoutePatterns.pathPrefix(failsafe)),
        "response_headers_to_add",
        List.of(
            Headers.set(Headers.MODEL, failsafe.id()), Headers.set(Headers.REASON, "failsafe")));
  }

  /** Endpoints the fail-safe model cannot serve. */
  private static List<Map<String, Object>> unserved(Model failsafe) {
    var routes = new ArrayList<Map<String, Object>>();
    for (Dialect dialect : Dialect.values()) {
      String paths =
          RoutePatterns.paths(api -> api.dialect() == dialect && !failsafe.apis().contains(api));
      if (!paths.isEmpty()) {
        routes.add(refusal("unserved", fullMatch(paths), ErrorReply.UNDECIDED, dialect));
      }
    }
    return routes;
  }

  /** Fail-closed: nobody answers what nobody has read. */
  private static List<Map<String, Object>> undecided() {
    var routes = new ArrayList<Map<String, Object>>();
    for (Dialect dialect : Dialect.values()) {
      String endpoints = RoutePatterns.paths(api -> api.dialect() == dialect);
      routes.add(refusal("undecided", fullMatch(endpoints), ErrorReply.UNDECIDED, dialect));
    }
    var models = map("path_separated_prefix", "/v1/models");
    routes.add(refusal("models", models, ErrorReply.UNDECIDED, Dialect.OPENAI));
    routes.addAll(refusals("unlisted", map(), ErrorReply.UNLISTED));
    return routes;
  }

  private List<Map<String, Object>> unlisted(Model failsafe) {
    var toFailsafe = forward("cluster", failsafe.cluster(), RoutePatterns.pathPrefix(failsafe));
    if (settings.unlistedPaths() == UnlistedPaths.FAILSAFE) {
      return List.of(map("name", "unlisted", "match", map("prefix", "/"), "route", toFailsafe));
    }
    var models = map("path_separated_prefix", "/v1/models");
    var routes = new ArrayList<Map<String, Object>>();
    routes.add(map("name", "models", "match", models, "route", toFailsafe));
    routes.addAll(refusals("unlisted", map(), ErrorReply.UNLISTED));
    return routes;
  }

  private Map<String, Object> forward(String key, String cluster, String pathPrefix) {
    return forward(map(key, cluster), pathPrefix, SAME_CLUSTER);
  }

  private Map<String, Object> forward(
      Map<String, Object> target, String pathPrefix, Map<String, Object> retryPolicy) {
    var rewrite = map("pattern", map("regex", "^/v1"), "substitution", pathPrefix);
    return Tree.join(
        target,
        map(
            "auto_host_rewrite",
            true,
            "regex_rewrite",
            Optional.of(rewrite).filter(_ -> !pathPrefix.isEmpty()),
            // From the end of the request to the end of the answer; the default is 15 s.
            "timeout",
            settings.timeouts().request(),
            "retry_policy",
            retryPolicy));
  }

  /** Refuses every path, in the dialect that is spoken there. */
  private static List<Map<String, Object>> refusals(
      String name, Map<String, Object> match, ErrorReply reply) {
    var anthropic = Tree.join(map("path_separated_prefix", Api.MESSAGES.path()), match);
    var other = Tree.join(map("prefix", "/"), match);
    return List.of(
        refusal(name, anthropic, reply, Dialect.ANTHROPIC),
        refusal(name, other, reply, Dialect.OPENAI));
  }

  private static Map<String, Object> refusal(
      String name, Map<String, Object> match, ErrorReply reply, Dialect dialect) {
    return Tree.join(map("name", name, "match", match), reply.asRoute(dialect));
  }

  private static Map<String, Object> fullMatch(String regex) {
    return map("safe_regex", map("regex", regex));
  }
}
