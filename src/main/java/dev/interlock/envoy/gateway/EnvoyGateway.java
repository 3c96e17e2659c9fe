package dev.interlock.envoy.gateway;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.envoy.EnvoyBootstrap;
import dev.interlock.envoy.EnvoySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Renders the resources of Envoy Gateway from the configuration Interlock itself runs on. The
 * Gateway itself stays the operator's own. Why each line is there, and what differs from the plain
 * bootstrap, is told in {@code docs/guides/envoy-gateway.md}.
 */
public final class EnvoyGateway {
  /** The Envoy Gateway whose CRDs the resources are held against. */
  public static final String VERSION = "v1.9.1";

  private EnvoyGateway() {}

  /** What came of it. */
  public sealed interface Rendering {
    /** YAML documents for {@code kubectl apply}. */
    record Resources(String yaml) implements Rendering {}

    /** What cannot be expressed, one line each: a name, its value, what was expected. */
    record Refused(List<String> problems) implements Rendering {}
  }

  /** The resources of a configuration; secrets are in them by reference only. */
  public static Rendering render(
      GatewayOptions options, EnvoySettings settings, ModelCatalog catalog) {
    Optional<Model> failsafe = EnvoyBootstrap.failsafe(settings, catalog);
    List<String> problems = GatewayCheck.problems(options, settings, catalog, failsafe);
    if (!problems.isEmpty()) {
      return new Rendering.Refused(problems);
    }
    String documents =
        resources(options, settings, catalog, failsafe).stream()
            .map(EnvoyBootstrap::yaml)
            .collect(Collectors.joining("---\n"));
    return new Rendering.Resources(header(options, catalog) + documents);
  }

  private static List<Map<String, Object>> resources(
      GatewayOptions options,
      EnvoySettings settings,
      ModelCatalog catalog,
      Optional<Model> failsafe) {
    var rules = new Rules(options, settings, catalog, failsafe);
    var routes = new HttpRoutes(options);
    var toModels = new ArrayList<>(routes.render(Rules.DECIDED, rules.decided(false)));
    toModels.addAll(routes.render(Rules.UNDECIDED, rules.undecided()));
    var toStandIns = routes.render(Rules.FAILOVER, rules.decided(true));
    var all = new ArrayList<>(toModels);
    all.addAll(toStandIns);

    var sidecar = new Sidecar(options, settings);
    var traffic = new Traffic(options, settings, catalog);
    var resources = new ArrayList<>(sidecar.backend());
    resources.addAll(models(options, settings, catalog));
    resources.addAll(new Answers(options).render());
    resources.addAll(new ProxyEnvironment(options, catalog).render());
    // Before the routes, so that none of them is ever there without what protects it.
    resources.add(traffic.fromClients());
    resources.add(sidecar.policy(HttpRoutes.references(all)));
    resources.add(traffic.toModels(HttpRoutes.references(toModels)));
    if (!toStandIns.isEmpty()) {
      resources.add(traffic.toStandIns(HttpRoutes.references(toStandIns)));
    }
    resources.addAll(all);
    if (options.patched() && failsafe.isPresent()) {
      resources.add(new Patch(options).render(failsafe.get(), rules.failsafeRule()));
    }
    return resources;
  }

  private static List<Map<String, Object>> models(
      GatewayOptions options, EnvoySettings settings, ModelCatalog catalog) {
    var backends = new ModelBackends(options);
    var forwarding = new Forwarding(options, settings);
    List<Model> standIns = new Plans(settings, catalog).standIns();
    var resources = new ArrayList<Map<String, Object>>();
    for (Model model : catalog.models()) {
      resources.addAll(backends.render(model, standIns.contains(model)));
      resources.add(forwarding.rewrite(model));
    }
    return resources;
  }

  private static String header(GatewayOptions options, ModelCatalog catalog) {
    var lines = new ArrayList<String>();
    lines.add(
        "Rendered by `interlock envoy --for envoy-gateway` from interlock.yaml: edit that, not"
            + " this.");
    lines.add(
        "For Envoy Gateway %s with extensionApis.enableBackend%s."
            .formatted(VERSION, options.patched() ? " and enableEnvoyPatchPolicy" : ""));
    if (new ProxyEnvironment(options, catalog).variables().findAny().isPresent()) {
      lines.add(
          "In Gateway %s: spec.infrastructure.parametersRef: {group: gateway.envoyproxy.io, kind: EnvoyProxy, name: %s}"
              .formatted(options.gateway(), options.name()));
    }
    return lines.stream().map(line -> "# " + line + "\n").collect(Collectors.joining());
  }
}
