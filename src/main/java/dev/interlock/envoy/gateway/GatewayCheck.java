package dev.interlock.envoy.gateway;

import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.config.Address;
import dev.interlock.envoy.EnvoySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of a configuration Envoy Gateway cannot do, so that it is refused and not left out. */
final class GatewayCheck {
  /** Where Envoy's image keeps the authorities it trusts. */
  private static final String IMAGE_CA = "/etc/ssl/certs/ca-certificates.crt";

  /** Characters of a socket's path. */
  private static final int LONGEST_SOCKET = 108;

  /** Where one may listen but not be asked. */
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

  private final GatewayOptions options;
  private final EnvoySettings settings;
  private final List<String> problems = new ArrayList<>();

  private GatewayCheck(GatewayOptions options, EnvoySettings settings) {
    this.options = options;
    this.settings = settings;
  }

  /** One line for each problem; none: everything can be expressed. */
  static List<String> problems(
      GatewayOptions options,
      EnvoySettings settings,
      ModelCatalog catalog,
      Optional<Model> failsafe) {
    var check = new GatewayCheck(options, settings);
    check.sidecar();
    check.steering();
    failsafe.ifPresent(check::failsafe);
    catalog.models().forEach(check::model);
    check.authorities(catalog);
    return List.copyOf(check.problems);
  }

  private void sidecar() {
    if (options.service().isPresent()) {
      return;
    }
    switch (settings.sidecar()) {
      case Address.Tcp(String host, int port)
          when ModelBackends.isLoopback(host) || EVERYWHERE.contains(host) ->
          refuse(
              "listen",
              host + ":" + port,
              "a socket in Envoy's pods, or --service, which says where Envoy finds it");
      case Address.Tcp _ -> {}
      case Address.Unix(String path) when path.length() > LONGEST_SOCKET ->
          refuse("listen", path, "at most " + LONGEST_SOCKET + " characters");
      case Address.Unix _ -> {}
    }
  }

  private void steering() {
    String mode =
        switch (settings.steering()) {
          case ALL -> "";
          case SHARE -> "rollout";
          case NONE -> "observe";
        };
    if (!mode.isEmpty()) {
      refuse("mode", mode, "enforce, as Envoy Gateway cannot route by the model that a body names");
    }
  }

  /** Nothing of the API writes into a body, so without a patch the server reads `auto`. */
  private void failsafe(Model model) {
    if (!options.patched() && !options.failsafeAsAsked()) {
      refuse(
          "failsafe.model",
          model.id(),
          "--patch-policy, by which Envoy writes `%s` into the body; --failsafe-as-asked, if its"
                  .formatted(model.upstreamModel())
              + " server knows the names that clients ask for; or `then: refuse`");
    }
  }

  private void model(Model model) {
    if (model.upstream().isEmpty()) {
      refuse(
          "models." + model.id() + ".cluster",
          model.cluster(),
          "an address, as Envoy Gateway names the clusters itself");
      return;
    }
    Upstream upstream = model.upstream().get();
    String host = ModelBackends.host(upstream);
    String address = "models." + model.id() + ".address";
    if (ModelBackends.isLoopback(host)) {
      refuse(address, host, "a name or address that Envoy's pods reach, such as a Service's");
    } else if (upstream.tls() && ModelBackends.isAddress(host)) {
      refuse(address, host, "a name, as a BackendTLSPolicy checks certificates by name");
    }
    upstream.credential().ifPresent(credential -> credential(model, credential));
  }

  private void credential(Model model, Credential credential) {
    if (credential.source() instanceof Credential.Source.File(String path)) {
      refuse(
          "models." + model.id() + ".credential.file",
          path,
          "`env`, which Envoy's pods get from a Secret");
    }
  }

  private void authorities(ModelCatalog catalog) {
    boolean tls =
        catalog.models().stream().flatMap(m -> m.upstream().stream()).anyMatch(Upstream::tls);
    if (tls && options.caConfigMap().isEmpty() && !settings.caFile().equals(IMAGE_CA)) {
      refuse("envoy.ca_file", settings.caFile(), "--ca-config-map, which has them in `ca.crt`");
    }
  }

  private void refuse(String name, String value, String expected) {
    problems.add("%s: %s (expected: %s)".formatted(name, value, expected));
  }
}
