package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Credential;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The providers' keys in the environment of Envoy's pods, by reference. */
final class ProxyEnvironment {
  private final GatewayOptions options;
  private final ModelCatalog catalog;

  ProxyEnvironment(GatewayOptions options, ModelCatalog catalog) {
    this.options = options;
    this.catalog = catalog;
  }

  /** An EnvoyProxy that the Gateway must name; none if no model needs a key. */
  List<Map<String, Object>> render() {
    var variables = variables().map(this::variable).toList();
    return variables.isEmpty()
        ? List.of()
        : List.of(
            Resource.ENVOY_PROXY.named(
                options.name(),
                options,
                map(
                    // On top of what the GatewayClass says.
                    "mergeType",
                    "StrategicMerge",
                    "provider",
                    map(
                        "type",
                        "Kubernetes",
                        "kubernetes",
                        map("envoyDeployment", map("container", map("env", variables)))))));
  }

  Stream<String> variables() {
    return catalog.models().stream()
        .flatMap(model -> model.upstream().flatMap(Upstream::credential).stream())
        .flatMap(
            credential ->
                credential.source() instanceof Credential.Source.Environment(String name)
                    ? Stream.of(name)
                    : Stream.empty())
        .distinct();
  }

  private Map<String, Object> variable(String name) {
    var key = map("name", options.secret(), "key", name);
    return map("name", name, "valueFrom", map("secretKeyRef", key));
  }
}
