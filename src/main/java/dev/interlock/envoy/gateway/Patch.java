package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Model;
import dev.interlock.envoy.HttpFilters;
import java.util.List;
import java.util.Map;

/**
 * What the API has no words for, as a change of what Envoy Gateway writes: the fail-safe model's
 * own name in a body that nobody decided on.
 */
final class Patch {
  private final GatewayOptions options;

  Patch(GatewayOptions options) {
    this.options = options;
  }

  /**
   * The policy.
   *
   * @param failsafe the model that answers undecided requests
   * @param rule its rule's index in the route {@code undecided}
   */
  Map<String, Object> render(Model failsafe, int rule) {
    return Resource.ENVOY_PATCH_POLICY.named(
        options.name(),
        options,
        map(
            "targetRef",
            Resource.GATEWAY.reference(options.gateway()),
            "type",
            "JSONPatch",
            "jsonPatches",
            List.of(renamingFilter(), renamingRoute(failsafe, rule))));
  }

  /** Empty, in front of the router: acts only where a route configures it. */
  private Map<String, Object> renamingFilter() {
    var filter =
        extension(
            HttpFilters.FAILSAFE_MODEL,
            any("extensions.filters.http.transform.v3.TransformConfig"));
    return change(
        "listener.v3.Listener",
        map(
            "op",
            "add",
            // That is: before it.
            "jsonPath",
            "$..http_filters[?(@.name == 'envoy.filters.http.router')]",
            "value",
            filter));
  }

  private Map<String, Object> renamingRoute(Model model, int rule) {
    String name =
        "httproute/%s/%s/rule/%d/.*"
            .formatted(options.namespace(), HttpRoutes.name(options, Rules.UNDECIDED, 0), rule);
    return change(
        "route.v3.RouteConfiguration",
        map(
            "op",
            "add",
            "jsonPath",
            "$..routes[?(@.name =~ '" + name + "')]",
            "path",
            "/typed_per_filter_config/" + HttpFilters.FAILSAFE_MODEL,
            "value",
            HttpFilters.renaming(model.upstreamModel())));
  }

  /** A change of what Envoy Gateway calls by the listener, be it the listener or its routes. */
  private Map<String, Object> change(String type, Map<String, Object> operation) {
    String listener = options.listener().orElse("http");
    return map(
        "type",
        "type.googleapis.com/envoy.config." + type,
        "name",
        "%s/%s/%s".formatted(options.namespace(), options.gateway(), listener),
        "operation",
        operation);
  }
}
