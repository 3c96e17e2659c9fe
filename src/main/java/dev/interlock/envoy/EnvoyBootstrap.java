package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Renders a complete Envoy bootstrap from the configuration Interlock itself runs on, so that the
 * two never drift. Why each line is there is told in {@code docs/guides/envoy.md}; {@link
 * EnvoyCheck} knows which ones something breaks without.
 */
public final class EnvoyBootstrap {
  static final String HEADER =
      "# Rendered by `interlock envoy` from interlock.yaml: edit that, not this.\n"
          + "# For Envoy "
          + EnvoyVersion.OLDEST
          + " to "
          + EnvoyVersion.NEWEST
          + ".\n";

  private EnvoyBootstrap() {}

  /**
   * The bootstrap as YAML. Secrets are in it by reference only. Models without an {@code upstream}
   * live in clusters somebody else defines: they can be routed to, but their clusters are not here.
   *
   * @throws IllegalArgumentException if the fail-safe model is not in {@code catalog}, which a
   *     loaded configuration rules out
   */
  public static String render(EnvoySettings settings, ModelCatalog catalog) {
    return HEADER + yaml(tree(settings, catalog));
  }

  /** {@code tree} as a YAML document. */
  public static String yaml(Map<String, Object> tree) {
    var dump =
        new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(1000)
                .setDereferenceAliases(true)
                .build());
    return dump.dumpToString(tree);
  }

  static Map<String, Object> tree(EnvoySettings settings, ModelCatalog catalog) {
    return map(
        "node",
        settings.xds().isPresent() || ApiKeysFile.of(settings).isPresent()
            ? Optional.of(Xds.node())
            : Optional.empty(),
        "admin",
        map("address", Tree.address(settings.admin())),
        "overload_manager",
        map("resource_monitors", List.of(connectionLimit(settings))),
        "layered_runtime",
        map("layers", List.of(roomForNames())),
        "dynamic_resources",
        settings.xds().map(Xds::dynamicResources),
        "static_resources",
        settings.xds().isPresent()
            ? map("clusters", List.of(new Clusters(settings).sidecar()))
            : wholly(settings, catalog));
  }

  private static Map<String, Object> wholly(EnvoySettings settings, ModelCatalog catalog) {
    var clusters = new Clusters(settings);
    return map(
        "secrets",
        Optional.of(clusters.secrets(catalog)).filter(list -> !list.isEmpty()),
        "listeners",
        List.of(ClientListener.render(settings, catalog, failsafe(settings, catalog))),
        "clusters",
        clusters.render(catalog));
  }

  /** The model that answers undecided requests; empty if nobody does. */
  public static Optional<Model> failsafe(EnvoySettings settings, ModelCatalog catalog) {
    if (settings.failsafe().refuses()) {
      return Optional.empty();
    }
    String id = settings.failsafe().model();
    Optional<Model> model = catalog.model(id);
    if (model.isEmpty()) {
      throw new IllegalArgumentException(
          "failsafe.model: " + id + " (expected: a model of the catalogue)");
    }
    return model;
  }

  /**
   * The routes know every cluster by name, in one expression. Envoy's default of 100 instructions
   * ends at about ten models, and with it the start.
   */
  private static Map<String, Object> roomForNames() {
    return map(
        "name", "limits", "static_layer", map("re2.max_program_size.error_level", 1_000_000));
  }

  private static Map<String, Object> connectionLimit(EnvoySettings settings) {
    return extension(
        "envoy.resource_monitors.global_downstream_max_connections",
        any(
            "extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig",
            "max_active_downstream_connections",
            settings.limits().connections()));
  }
}
