package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.envoy.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the models are: a Backend each, called by the cluster's name, which changes with the
 * address, so that no decision reaches an address that it was not made for.
 */
final class ModelBackends {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final GatewayOptions options;

  ModelBackends(GatewayOptions options) {
    this.options = options;
  }

  String name(Model model) {
    return options.name() + "-" + Resource.name(model.cluster());
  }

  /** The same server, asked only when the first of a plan does not answer. */
  String standInName(Model model) {
    return name(model) + "-stand-in";
  }

  /**
   * The resources of {@code model}.
   *
   * @param standsIn whether another model's plans go on to it
   */
  List<Map<String, Object>> render(Model model, boolean standsIn) {
    Upstream upstream = model.upstream().orElseThrow();
    var resources = new ArrayList<Map<String, Object>>();
    resources.add(backend(name(model), upstream, Optional.empty()));
    if (standsIn) {
      resources.add(backend(standInName(model), upstream, Optional.of(true)));
    }
    if (upstream.tls()) {
      var names = standsIn ? List.of(name(model), standInName(model)) : List.of(name(model));
      resources.add(tls(name(model), names, upstream));
    }
    return List.copyOf(resources);
  }

  private Map<String, Object> backend(String name, Upstream upstream, Optional<Boolean> fallback) {
    var endpoint = endpoint(host(upstream), upstream.port());
    return Resource.BACKEND.named(
        name, options, map("fallback", fallback, "endpoints", List.of(endpoint)));
  }

  private Map<String, Object> tls(String name, List<String> backends, Upstream upstream) {
    var trusted =
        options
            .caConfigMap()
            .map(
                config ->
                    map(
                        "caCertificateRefs",
                        List.of(map("group", "", "kind", "ConfigMap", "name", config))))
            .orElse(map("wellKnownCACertificates", "System"));
    return Resource.BACKEND_TLS_POLICY.named(
        name,
        options,
        map(
            "targetRefs",
            backends.stream().map(Resource.BACKEND::reference).toList(),
            "validation",
            Tree.join(map("hostname", host(upstream)), trusted)));
  }

  static Map<String, Object> endpoint(String host, int port) {
    return isAddress(host)
        ? map("ip", map("address", host, "port", port))
        : map("fqdn", map("hostname", host, "port", port));
  }

  /** Whether only the machine itself gets there. */
  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  static String host(Upstream upstream) {
    return upstream.host().toLowerCase(Locale.ROOT);
  }

  static boolean isAddress(String host) {
    return host.contains(":") || IPV4.matcher(host).matches();
  }
}
