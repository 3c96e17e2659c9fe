package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.failover.Chain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * How a request reaches the next model of its plan, by what Envoy offers: on 1.40 {@code
 * priority_group}, which takes the order from the decision's metadata; before it one composite
 * cluster for every order there can be.
 */
final class Chains {
  private static final String NOBODY = "interlock-nobody";

  private final EnvoySettings settings;
  private final SequencedSet<Chain> chains;

  Chains(EnvoySettings settings, ModelCatalog catalog) {
    this.settings = settings;
    // Who only looks on plans nothing.
    this.chains =
        settings.observing()
            ? Collections.emptyNavigableSet()
            : Chain.all(catalog, settings.failover().attempts());
  }

  boolean isEmpty() {
    return chains.isEmpty();
  }

  boolean areGroups() {
    return settings.version().hasPriorityGroups();
  }

  /** Whether {@code model} can be one of several. */
  boolean contain(Model model) {
    return models().contains(model);
  }

  /** The clusters that are needed beside the models' own. */
  List<Map<String, Object>> clusters() {
    if (areGroups()) {
      return isEmpty() || !settings.failsafe().refuses() ? List.of() : List.of(nobody());
    }
    return chains.stream().map(this::composite).toList();
  }

  /**
   * A route of plans.
   *
   * @param match of the cluster header
   * @param first the model asked first
   * @param target where to
   */
  record PlanRoute(Map<String, Object> match, Model first, Map<String, Object> target) {}

  /** Where the names of plans lead. A name that is not known falls through to other routes. */
  List<PlanRoute> routes(Optional<Model> failsafe) {
    if (!areGroups()) {
      return chains.stream()
          .map(
              chain ->
                  new PlanRoute(
                      map("exact", chain.cluster()),
                      chain.models().getFirst(),
                      map("cluster", chain.cluster())))
          .toList();
    }
    var groups = map("inline_cluster_specifier_plugin", map("extension", groups(failsafe)));
    return models().stream()
        .map(model -> new PlanRoute(map("prefix", Chain.prefixOf(model)), model, groups))
        .toList();
  }

  /** Every model that can be one of several. */
  List<Model> models() {
    return chains.stream().flatMap(chain -> chain.models().stream()).distinct().toList();
  }

  private Map<String, Object> composite(Chain chain) {
    return map(
        "name",
        chain.cluster(),
        "connect_timeout",
        settings.timeouts().connect(),
        "lb_policy",
        "CLUSTER_PROVIDED",
        "cluster_type",
        extension(
            "envoy.clusters.composite",
            any(
                "extensions.clusters.composite.v3.ClusterConfig",
                "clusters",
                chain.models().stream().map(model -> map("name", model.cluster())).toList())),
        // Retries are charged to the chain, not to the clusters in it.
        "circuit_breakers",
        Clusters.unlimited(),
        "typed_extension_protocol_options",
        Clusters.protocol(
            map(
                "explicit_http_config",
                map("http_protocol_options", map()),
                "http_filters",
                new UpstreamFilters(settings).inFrontOf(chain))));
  }

  /**
   * Without a decision's metadata the groups are tried as listed, so the fail-safe model is the
   * first and the second; or nobody is, where nobody may answer.
   */
  private Map<String, Object> groups(Optional<Model> failsafe) {
    String first = failsafe.map(Model::cluster).orElse(NOBODY);
    var groups = new ArrayList<Map<String, Object>>();
    groups.add(group("failsafe", first));
    groups.add(group("failsafe-again", first));
    models().forEach(model -> groups.add(group(model.cluster(), model.cluster())));
    return extension(
        "envoy.router.cluster_specifier_plugin.priority_group",
        any(
            "extensions.router.cluster_specifiers.priority_group.v3.PriorityGroupClusterSpecifier",
            "priority_groups",
            List.copyOf(groups),
            "override_metadata_namespace",
            HttpFilters.GROUPS_NAMESPACE));
  }

  private static Map<String, Object> group(String name, String cluster) {
    return map("name", name, "clusters", List.of(map("cluster_name", cluster, "weight", 1)));
  }

  /** A cluster without a server: whoever is sent there gets a 503. */
  private Map<String, Object> nobody() {
    return map(
        "name",
        NOBODY,
        "type",
        "STATIC",
        "connect_timeout",
        settings.timeouts().connect(),
        "load_assignment",
        map("cluster_name", NOBODY));
  }

  /** The retry policy of a chain's route. How often, the decision says per request. */
  Map<String, Object> retryPolicy() {
    var policy = settings.failover();
    var conditions = new ArrayList<String>();
    var codes = new ArrayList<Integer>();
    for (var cause : policy.on().stream().sorted().toList()) {
      switch (cause) {
        case REFUSED -> conditions.add("connect-failure,refused-stream,reset-before-request");
        case RESET -> conditions.add("reset");
        case RATE_LIMITED -> {
          conditions.add("envoy-ratelimited");
          codes.add(429);
        }
        case SERVER_ERROR -> codes.addAll(List.of(500, 502, 503, 504, 529));
      }
    }
    if (!codes.isEmpty()) {
      conditions.add("retriable-status-codes");
    }
    return map(
        "retry_on",
        String.join(",", conditions),
        "retriable_status_codes",
        Optional.of(List.copyOf(codes)).filter(list -> !list.isEmpty()),
        "num_retries",
        1,
        "per_try_timeout",
        policy.answerTimeout(),
        "refresh_cluster_on_retry",
        areGroups() ? Optional.of(true) : Optional.empty(),
        "retry_back_off",
        map("base_interval", "0.001s", "max_interval", "0.010s"));
  }
}
