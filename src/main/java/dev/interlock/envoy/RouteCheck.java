package dev.interlock.envoy;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The load-bearing lines of the route table. */
final class RouteCheck {
  private final EnvoyCheck.Report report;
  private final ModelCatalog catalog;
  private final Optional<Model> failsafe;
  private final long timeoutSeconds;
  private final Steering steering;

  /**
   * @param timeoutSeconds how long a generation may take
   * @param steering how much of the traffic follows decisions
   */
  RouteCheck(
      EnvoyCheck.Report report,
      ModelCatalog catalog,
      Optional<Model> failsafe,
      long timeoutSeconds,
      Steering steering) {
    this.report = report;
    this.catalog = catalog;
    this.failsafe = failsafe;
    this.timeoutSeconds = timeoutSeconds;
    this.steering = steering;
  }

  void check(Node manager) {
    Node hosts = manager.at("route_config", "virtual_hosts");
    List<Node> routes =
        hosts.each().stream().flatMap(host -> host.get("routes").each().stream()).toList();
    routes.forEach(this::route);
    if (steering != Steering.NONE) {
      decisions(hosts, routes);
    }
    if (steering == Steering.SHARE) {
      unenforced(hosts, routes);
    }
    failsafe.ifPresentOrElse(model -> answers(model, hosts, routes), () -> nobodyAnswers(routes));
    manager
        .all()
        .filter(node -> node.path().endsWith(".hedge_policy"))
        .forEach(node -> report.find(LoadBearing.NO_HEDGING, node, "nothing"));
  }

  private void decisions(Node hosts, List<Node> routes) {
    if (routes.stream().noneMatch(RouteCheck::followsDecisions)) {
      report.find(
          LoadBearing.GUARDED_CLUSTER, hosts, "a route with cluster_header: " + Headers.CLUSTER);
    }
    for (Model model : catalog.models()) {
      boolean routed =
          routes.stream()
              .filter(RouteCheck::followsDecisions)
              .anyMatch(route -> admits(route, model.cluster()));
      if (!routed) {
        report.find(LoadBearing.ROUTED_MODEL, hosts, "a route for the cluster " + model.cluster());
      }
    }
  }

  private void unenforced(Node hosts, List<Node> routes) {
    List<Node> named =
        routes.stream().filter(route -> route.at("match", "dynamic_metadata").exists()).toList();
    if (named.isEmpty()) {
      report.find(LoadBearing.UNENFORCED, hosts, "routes to the models that requests name");
    }
    named.stream()
        .map(route -> route.at("match", "headers"))
        .filter(headers -> headers.each().stream().noneMatch(h -> h.get("name").is(Headers.SHARE)))
        .forEach(
            headers ->
                report.find(LoadBearing.UNENFORCED, headers, "no " + Headers.SHARE + " header"));
  }

  private void nobodyAnswers(List<Node> routes) {
    routes.stream()
        // A route that asks for the cluster header follows a decision.
        .filter(route -> clusterMatches(route).isEmpty())
        .filter(route -> !route.get("name").is("observed"))
        .map(route -> route.get("route"))
        .filter(action -> action.exists() && action.get("cluster").exists())
        .forEach(action -> report.find(LoadBearing.NO_ANSWER, action, "a direct_response of 503"));
  }

  private void answers(Model failsafe, Node hosts, List<Node> routes) {
    List<Node> safe = routes.stream().filter(route -> isFailsafe(route, failsafe)).toList();
    if (safe.isEmpty()) {
      report.find(
          LoadBearing.FAILSAFE_ROUTE,
          hosts,
          "a route to " + failsafe.cluster() + " that does not ask for " + Headers.CLUSTER);
    } else if (safe.stream().noneMatch(route -> speaksTheNameOf(failsafe, route))) {
      report.find(
          LoadBearing.FAILSAFE_MODEL,
          safe.getFirst().get("typed_per_filter_config"),
          "a transform to the model " + failsafe.upstreamModel());
    }
  }

  private void route(Node route) {
    Node action = route.get("route");
    if (!action.exists()) {
      return;
    }
    Node timeout = action.get("timeout");
    double seconds = timeout.seconds().orElse(-1);
    if (seconds != 0 && seconds < timeoutSeconds) {
      report.find(
          LoadBearing.ROUTE_TIMEOUT, timeout, "at least " + timeoutSeconds + "s, or 0s for none");
    }
    if (followsDecisions(route)) {
      boolean guarded =
          clusterMatches(route).stream()
              .anyMatch(
                  header ->
                      header.at("string_match", "safe_regex", "regex").exists()
                          || header.at("string_match", "exact").exists());
      if (!guarded) {
        report.find(
            LoadBearing.GUARDED_CLUSTER,
            route.at("match", "headers"),
            "a string_match of " + Headers.CLUSTER + " with the known names");
      }
    }
  }

  private static boolean followsDecisions(Node route) {
    return route.at("route", "cluster_header").is(Headers.CLUSTER);
  }

  private static boolean admits(Node route, String cluster) {
    return clusterMatches(route).stream()
        .map(header -> header.get("string_match"))
        .allMatch(match -> !match.exists() || admitsName(match, cluster));
  }

  private static boolean admitsName(Node match, String cluster) {
    String regex = match.at("safe_regex", "regex").text().orElse("");
    try {
      return match.get("exact").is(cluster) || Pattern.matches(regex, cluster);
    } catch (PatternSyntaxException _) {
      // Envoy's expressions are RE2's: what only RE2 understands is not judged here.
      return true;
    }
  }

  private static boolean isFailsafe(Node route, Model failsafe) {
    return route.at("route", "cluster").is(failsafe.cluster()) && clusterMatches(route).isEmpty();
  }

  private static boolean speaksTheNameOf(Model failsafe, Node route) {
    return route
        .get("typed_per_filter_config")
        .all()
        .anyMatch(
            node ->
                node.path().endsWith("json_format.model")
                    && node.is(HttpFilters.literal(failsafe.upstreamModel())));
  }

  private static List<Node> clusterMatches(Node route) {
    return route.at("match", "headers").each().stream()
        .filter(header -> header.get("name").is(Headers.CLUSTER))
        .toList();
  }
}
