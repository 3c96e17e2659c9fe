package dev.interlock.envoy;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The load-bearing lines of clusters. */
final class ClusterCheck {
  private static final String OPTIONS = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
  private static final int ENOUGH_STREAMS = 10_000;
  private static final int ENOUGH_RETRIES = 100;

  private final EnvoyCheck.Report report;

  ClusterCheck(EnvoyCheck.Report report) {
    this.report = report;
  }

  /**
   * The cluster {@code name}, which the decision filter calls.
   *
   * @param bodyLimit bytes a request may have
   */
  void sidecar(List<Node> clusters, String name, long bodyLimit) {
    Optional<Node> found = clusters.stream().filter(c -> c.get("name").is(name)).findFirst();
    if (found.isEmpty()) {
      report.find(
          LoadBearing.SIDECAR_PROTOCOL,
          new Node("static_resources.clusters", null),
          "a cluster " + name);
      return;
    }
    Node sidecar = found.get();
    Node buffer = sidecar.get("per_connection_buffer_limit_bytes");
    long bytes = buffer.number().orElse(-1);
    if (bytes != 0 && bytes < Clusters.SIDECAR_BUFFER_CEILING) {
      report.find(
          LoadBearing.SIDECAR_BUFFER,
          buffer,
          Clusters.SIDECAR_BUFFER_CEILING + ", or 0 for no limit");
    }
    Node http2 =
        sidecar.at(
            "typed_extension_protocol_options",
            OPTIONS,
            "explicit_http_config",
            "http2_protocol_options");
    if (!http2.exists()) {
      report.find(LoadBearing.SIDECAR_PROTOCOL, http2, "http2_protocol_options");
    }
    long window = Math.max(64 << 20, 2 * bodyLimit);
    if (http2.get("initial_stream_window_size").number().orElse(0) < window) {
      report.find(
          LoadBearing.SIDECAR_WINDOW,
          http2.get("initial_stream_window_size"),
          "at least " + window);
    }
    Node thresholds = sidecar.at("circuit_breakers", "thresholds");
    boolean capacity =
        thresholds.each().stream()
            .anyMatch(t -> t.get("max_requests").number().orElse(0) >= ENOUGH_STREAMS);
    if (!capacity) {
      report.find(
          LoadBearing.SIDECAR_CAPACITY, thresholds, "max_requests of at least " + ENOUGH_STREAMS);
    }
  }

  /** The clusters of every model. */
  void models(List<Node> clusters, ModelCatalog catalog) {
    for (Model model : catalog.models()) {
      Optional<Node> found =
          clusters.stream().filter(c -> c.get("name").is(model.cluster())).findFirst();
      if (found.isEmpty()) {
        report.find(
            LoadBearing.MODEL_CLUSTER,
            new Node("static_resources.clusters", null),
            "a cluster " + model.cluster() + " for model " + model.id());
      } else {
        Node chain = found.get().at("typed_extension_protocol_options", OPTIONS, "http_filters");
        if (chain.exists() || model.upstream().isPresent()) {
          upstreamChain(chain);
        }
        retries(found.get().at("circuit_breakers", "thresholds"));
        serverName(found.get().get("transport_socket"));
      }
    }
  }

  private void retries(Node thresholds) {
    boolean enough =
        thresholds.each().stream()
            .anyMatch(t -> t.get("max_retries").number().orElse(0) >= ENOUGH_RETRIES);
    boolean budget = thresholds.each().stream().anyMatch(t -> t.get("retry_budget").exists());
    if (!enough && !budget) {
      report.find(
          LoadBearing.RETRY_CAPACITY,
          thresholds,
          "max_retries of at least " + ENOUGH_RETRIES + ", or a retry_budget");
    }
  }

  /** Both lines or neither: without the second, any host's certificate will do. */
  void serverName(Node socket) {
    if (!socket.isA("UpstreamTlsContext")) {
      return;
    }
    Node validation = socket.at("typed_config", "common_tls_context", "validation_context");
    if (!validation.get("trusted_ca").exists()
        || !validation.get("match_typed_subject_alt_names").exists()) {
      report.find(
          LoadBearing.SERVER_NAME, validation, "trusted_ca and match_typed_subject_alt_names");
    }
  }

  /** The filters a request passes once its cluster is chosen. */
  void upstreamChain(Node chain) {
    List<Node> filters = chain.each();
    var missing = new ArrayList<>(Headers.CREDENTIALS);
    missing.removeIf(name -> chain.all().anyMatch(n -> n.path().endsWith("remove") && n.is(name)));
    if (!missing.isEmpty()) {
      report.find(LoadBearing.STRIP_OUTBOUND, chain, "removes " + String.join(", ", missing));
    }
    if (filters.isEmpty() || !filters.getLast().isA("UpstreamCodec")) {
      report.find(LoadBearing.UPSTREAM_CODEC, chain, "envoy.filters.http.upstream_codec last");
    }
  }
}
