package dev.interlock.envoy;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Looks for the load-bearing lines in a bootstrap, whoever wrote it: rendered here, or an
 * operator's own into which the rendered parts were merged. What is not in the file, such as routes
 * that come over xDS, cannot be checked and is reported as missing.
 */
public final class EnvoyCheck {
  private final EnvoySettings settings;
  private final ModelCatalog catalog;
  private final List<Finding> findings = new ArrayList<>();

  private EnvoyCheck(EnvoySettings settings, ModelCatalog catalog) {
    this.settings = settings;
    this.catalog = catalog;
  }

  /** What is wrong with {@code bootstrap} for this configuration; empty: nothing. */
  public static List<Finding> check(
      String bootstrap, EnvoySettings settings, ModelCatalog catalog) {
    var check = new EnvoyCheck(settings, catalog);
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(bootstrap);
      if (tree instanceof Map<?, ?> map) {
        check.bootstrap(new Node("", map));
      } else {
        check.find(LoadBearing.READABLE, new Node("", tree), "a mapping");
      }
    } catch (YamlEngineException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      check.findings.add(new Finding(LoadBearing.READABLE, "the file", first, "YAML"));
    }
    return List.copyOf(check.findings);
  }

  private void bootstrap(Node bootstrap) {
    Node resources = bootstrap.get("static_resources");
    List<Node> clusters = resources.get("clusters").each();
    boolean deciding = false;
    for (Node listener : resources.get("listeners").each()) {
      for (Node manager : managers(listener)) {
        Optional<Node> decision =
            manager.get("http_filters").each().stream()
                .filter(filter -> filter.isA("ExternalProcessor"))
                .findFirst();
        if (decision.isPresent()) {
          deciding = true;
          atLeast(
              LoadBearing.LISTENER_BUFFER,
              listener.get("per_connection_buffer_limit_bytes"),
              ClientListener.BUFFER_CEILING);
          connectionManager(manager, decision.get().get("typed_config"), clusters);
        }
      }
    }
    if (!deciding) {
      find(LoadBearing.LISTENER, resources.get("listeners"), "a listener with an ext_proc filter");
    }
    new ClusterCheck(this::find).models(clusters, catalog);
    secrets(bootstrap);
  }

  private static List<Node> managers(Node listener) {
    return listener.get("filter_chains").each().stream()
        .flatMap(chain -> chain.get("filters").each().stream())
        .filter(filter -> filter.isA("HttpConnectionManager"))
        .map(filter -> filter.get("typed_config"))
        .toList();
  }

  private void connectionManager(Node manager, Node decision, List<Node> clusters) {
    stripInbound(manager);
    must(LoadBearing.PATH_SPELLING, manager.get("normalize_path"), "true");
    must(LoadBearing.PATH_SPELLING, manager.get("merge_slashes"), "true");
    longEnough(
        LoadBearing.IDLE_TIMEOUT,
        manager.get("stream_idle_timeout"),
        settings.timeouts().idle().toSeconds());
    long limit = bodyLimit(manager);
    decision(decision);
    settings
        .callers()
        .ifPresent(
            callers -> new CallerCheck(this::find, callers).check(manager, decision, clusters));
    String sidecar = decision.at("grpc_service", "envoy_grpc", "cluster_name").text().orElse("");
    new ClusterCheck(this::find).sidecar(clusters, sidecar, limit);
    Optional<Model> failsafe = EnvoyBootstrap.failsafe(settings, catalog);
    long patience = settings.timeouts().request().toSeconds();
    new RouteCheck(this::find, catalog, failsafe, patience, settings.steering()).check(manager);
    manager.get("http_filters").each().stream()
        .filter(filter -> filter.isA("Router"))
        .map(filter -> filter.at("typed_config", "upstream_http_filters"))
        .filter(Node::exists)
        .forEach(new ClusterCheck(this::find)::upstreamChain);
  }

  private void stripInbound(Node manager) {
    Node extensions = manager.get("early_header_mutation_extensions");
    for (String prefix : Headers.INTERNAL) {
      boolean stripped =
          extensions
              .all()
              .filter(node -> node.path().endsWith("remove_on_match"))
              .map(node -> node.get("key_matcher"))
              .anyMatch(key -> key.get("prefix").is(prefix) && key.get("ignore_case").isTrue());
      if (!stripped) {
        find(LoadBearing.STRIP_INBOUND, extensions, "removes every " + prefix + "*");
      }
    }
  }

  /** The limit in bytes, of the buffer filter that stands before the decision. */
  private long bodyLimit(Node manager) {
    for (Node filter : manager.get("http_filters").each()) {
      if (filter.isA("ExternalProcessor")) {
        break;
      }
      var limit = filter.at("typed_config", "max_request_bytes").number();
      if (filter.isA("Buffer") && limit.isPresent()) {
        return limit.getAsLong();
      }
    }
    find(
        LoadBearing.BODY_LIMIT,
        manager.get("http_filters"),
        "envoy.filters.http.buffer with max_request_bytes before ext_proc");
    return settings.limits().requestBytes();
  }

  private void decision(Node decision) {
    must(LoadBearing.FAIL_OPEN, decision.get("failure_mode_allow"), "true");
    Node mode = decision.get("processing_mode");
    if (settings.observing()) {
      must(LoadBearing.OBSERVING, decision.get("observability_mode"), "true");
      must(LoadBearing.PROCESSING_MODE, mode.get("request_body_mode"), "STREAMED");
      return;
    }
    must(LoadBearing.PROCESSING_MODE, decision.get("allow_mode_override"), "true");
    must(LoadBearing.PROCESSING_MODE, mode.get("request_body_mode"), "BUFFERED");
    for (String headers : List.of("request_header_mode", "response_header_mode")) {
      if (mode.get(headers).is("SKIP")) {
        find(LoadBearing.PROCESSING_MODE, mode.get(headers), "SEND");
      }
    }
    Node namespaces = decision.at("metadata_options", "receiving_namespaces", "untyped");
    if (namespaces.each().stream().noneMatch(name -> name.is(HttpFilters.NAMESPACE))) {
      find(LoadBearing.METADATA, namespaces, "a list with " + HttpFilters.NAMESPACE);
    }
    Node timeout = decision.get("message_timeout");
    double least = settings.messageTimeout().toMillis() / 1000.0;
    if (timeout.seconds().orElse(0) < least) {
      find(LoadBearing.MESSAGE_TIMEOUT, timeout, "at least " + least + "s");
    }
    Node stream = decision.at("grpc_service", "timeout");
    if (stream.exists()) {
      find(LoadBearing.STREAM_TIMEOUT, stream, "nothing");
    }
  }

  private void secrets(Node bootstrap) {
    bootstrap
        .all()
        .filter(node -> node.path().contains("secret."))
        .filter(
            node -> node.path().endsWith(".inline_string") || node.path().endsWith(".inline_bytes"))
        .forEach(
            node ->
                findings.add(
                    new Finding(
                        LoadBearing.NO_INLINE_SECRET,
                        node.path(),
                        "a secret",
                        "environment_variable or filename")));
  }

  private void must(LoadBearing line, Node node, String expected) {
    if (!node.is(expected)) {
      find(line, node, expected);
    }
  }

  private void atLeast(LoadBearing line, Node node, long least) {
    long number = node.number().orElse(-1);
    if (number != 0 && number < least) {
      find(line, node, least + ", or 0 for no limit");
    }
  }

  private void longEnough(LoadBearing line, Node node, long seconds) {
    double found = node.seconds().orElse(-1);
    if (found != 0 && found < seconds) {
      find(line, node, "at least " + seconds + "s, or 0s for none");
    }
  }

  private void find(LoadBearing line, Node node, String expected) {
    boolean leaf =
        node.value() instanceof String
            || node.value() instanceof Number
            || node.value() instanceof Boolean;
    String found = leaf ? node.text().orElse("") : node.exists() ? "something else" : "nothing";
    findings.add(new Finding(line, node.path(), found, expected));
  }

  /**
   * A load-bearing line that is missing or wrong.
   *
   * @param line which
   * @param path where it should be
   * @param found what is there
   * @param expected what should be there
   */
  public record Finding(LoadBearing line, String path, String found, String expected) {
    /** One line, such as a command prints. */
    @Override
    public String toString() {
      return path
          + ": "
          + found
          + " (expected: "
          + expected
          + ") ["
          + line.id()
          + ": "
          + line.reason()
          + "]";
    }
  }

  /** Where the parts of a check report to. */
  @FunctionalInterface
  interface Report {
    void find(LoadBearing line, Node node, String expected);
  }
}
