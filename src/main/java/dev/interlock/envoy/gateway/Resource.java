package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.envoy.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds of resources that are rendered, and what all of them share. */
enum Resource {
  BACKEND("Backend", "gateway.envoyproxy.io", "v1alpha1"),
  BACKEND_TLS_POLICY("BackendTLSPolicy", "gateway.networking.k8s.io", "v1"),
  BACKEND_TRAFFIC_POLICY("BackendTrafficPolicy", "gateway.envoyproxy.io", "v1alpha1"),
  CLIENT_TRAFFIC_POLICY("ClientTrafficPolicy", "gateway.envoyproxy.io", "v1alpha1"),
  ENVOY_EXTENSION_POLICY("EnvoyExtensionPolicy", "gateway.envoyproxy.io", "v1alpha1"),
  ENVOY_PATCH_POLICY("EnvoyPatchPolicy", "gateway.envoyproxy.io", "v1alpha1"),
  ENVOY_PROXY("EnvoyProxy", "gateway.envoyproxy.io", "v1alpha1"),
  HTTP_ROUTE("HTTPRoute", "gateway.networking.k8s.io", "v1"),
  HTTP_ROUTE_FILTER("HTTPRouteFilter", "gateway.envoyproxy.io", "v1alpha1"),
  GATEWAY("Gateway", "gateway.networking.k8s.io", "v1");

  private final String kind;
  private final String group;
  private final String version;

  Resource(String kind, String group, String version) {
    this.kind = kind;
    this.group = group;
    this.version = version;
  }

  /** The resource called {@code name}. */
  Map<String, Object> named(String name, GatewayOptions options, Map<String, Object> spec) {
    return map(
        "apiVersion",
        group + "/" + version,
        "kind",
        kind,
        "metadata",
        map(
            "name",
            name,
            "namespace",
            options.namespace(),
            "labels",
            map(
                "app.kubernetes.io/name",
                "interlock",
                "app.kubernetes.io/instance",
                options.name())),
        "spec",
        spec);
  }

  /** A reference to the resource called {@code name}, in the same namespace. */
  Map<String, Object> reference(String name) {
    return map("group", group, "kind", kind, "name", name);
  }

  /** The whole Gateway, or its one listener, as what a policy is for. */
  static List<Map<String, Object>> gateway(GatewayOptions options) {
    return List.of(
        Tree.join(GATEWAY.reference(options.gateway()), map("sectionName", options.listener())));
  }

  /** As Gateway API writes it, which knows no fractions (GEP-2257). */
  static String duration(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }

  /** {@code text} as a name of Kubernetes: small letters, digits, dots and hyphens. */
  static String name(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
  }
}
