package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.config.Address;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The clusters: the sidecar's, and one for every model whose address we know. */
final class Clusters {
  static final String SIDECAR = "interlock";

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /** Bytes; see {@link ClientListener#BUFFER_CEILING}, of which this is the other end. */
  static final int SIDECAR_BUFFER_CEILING = 1 << 30;

  private final EnvoySettings settings;

  Clusters(EnvoySettings settings) {
    this.settings = settings;
  }

  List<Map<String, Object>> render(ModelCatalog catalog) {
    var chains = new Chains(settings, catalog);
    var byName = new LinkedHashMap<String, Map<String, Object>>();
    for (Model model : catalog.models()) {
      model
          .upstream()
          .ifPresent(u -> byName.putIfAbsent(model.cluster(), cluster(model, u, chains)));
    }
    var clusters = new ArrayList<>(byName.values());
    clusters.addAll(chains.clusters());
    clusters.addAll(JwtFilter.clusters(settings));
    clusters.add(sidecar());
    return List.copyOf(clusters);
  }

  private List<Map<String, Object>> filters(Model model, Chains chains) {
    return chains.areGroups() && chains.contain(model)
        ? new UpstreamFilters(settings).asOneOfMany(model, chains.models())
        : new UpstreamFilters(settings).of(model);
  }

  /** Secrets by reference: Envoy reads them itself, at start-up. */
  List<Map<String, Object>> secrets(ModelCatalog catalog) {
    var byName = new LinkedHashMap<String, Map<String, Object>>();
    for (Model model : catalog.models()) {
      model
          .upstream()
          .flatMap(Upstream::credential)
          .ifPresent(
              credential ->
                  byName.putIfAbsent(
                      UpstreamFilters.secretName(model),
                      secret(UpstreamFilters.secretName(model), credential)));
    }
    return List.copyOf(byName.values());
  }

  private Map<String, Object> cluster(Model model, Upstream upstream, Chains chains) {
    boolean address = isAddress(upstream.host());
    // A provider's name stands for one service behind changing addresses, a name on premises for
    // the servers it resolves to.
    String discovery = upstream.tls() ? "LOGICAL_DNS" : "STRICT_DNS";
    var endpoint =
        map(
            "endpoint",
            map(
                "hostname",
                authority(upstream),
                "address",
                Tree.address(new Address.Tcp(upstream.host(), upstream.port()))),
            // What the access log and the sidecar call the server that really answered.
            "metadata",
            map("filter_metadata", map("interlock", map("model", model.id()))));
    return map(
        "name",
        model.cluster(),
        // In statistics and the access log a model keeps its name wherever it is.
        "alt_stat_name",
        model.statName(),
        "type",
        address ? "STATIC" : discovery,
        "dns_lookup_family",
        address ? Optional.empty() : Optional.of("V4_PREFERRED"),
        "connect_timeout",
        settings.timeouts().connect(),
        "circuit_breakers",
        unlimited(),
        // A server that thinks for minutes sends nothing: keep middleboxes from forgetting it.
        "upstream_connection_options",
        map("tcp_keepalive", map("keepalive_time", 60)),
        "typed_extension_protocol_options",
        protocol(
            map(
                upstream.tls() ? "auto_config" : "explicit_http_config",
                upstream.tls()
                    ? map("http_protocol_options", map(), "http2_protocol_options", map())
                    : map("http_protocol_options", map()),
                "http_filters",
                filters(model, chains))),
        "transport_socket",
        upstream.tls() ? Optional.of(tls(upstream)) : Optional.empty(),
        "load_assignment",
        map(
            "cluster_name",
            model.cluster(),
            "endpoints",
            List.of(map("lb_endpoints", List.of(endpoint)))));
  }

  /** A server that Envoy itself asks, by one name behind changing addresses. */
  Map<String, Object> of(String name, URI address) {
    boolean tls = isTls(address);
    String host = host(address);
    int port = port(address);
    var upstream = new Upstream(tls, host, port, "", Optional.empty());
    var endpoint = map("endpoint", map("address", Tree.address(new Address.Tcp(host, port))));
    return map(
        "name",
        name,
        "type",
        isAddress(host) ? "STATIC" : "LOGICAL_DNS",
        "connect_timeout",
        settings.timeouts().connect(),
        "transport_socket",
        tls ? Optional.of(tls(upstream)) : Optional.empty(),
        "load_assignment",
        map("cluster_name", name, "endpoints", List.of(map("lb_endpoints", List.of(endpoint)))));
  }

  private static boolean isTls(URI address) {
    return address.getScheme().equals("https");
  }

  /** In small letters, an IPv6 address without brackets. */
  static String host(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
  }

  /** The one that is meant where none is said, too. */
  static int port(URI address) {
    return address.getPort() >= 0 ? address.getPort() : isTls(address) ? 443 : 80;
  }

  private static Map<String, Object> secret(String name, Credential credential) {
    var source =
        switch (credential.source()) {
          case Credential.Source.Environment(String variable) ->
              map("environment_variable", variable);
          case Credential.Source.File(String path) -> map("filename", path);
        };
    return map("name", name, "generic_secret", map("secret", source));
  }

  private Map<String, Object> tls(Upstream upstream) {
    boolean address = isAddress(upstream.host());
    var name =
        map("san_type", address ? "IP_ADDRESS" : "DNS", "matcher", map("exact", upstream.host()));
    return extension(
        "envoy.transport_sockets.tls",
        any(
            "extensions.transport_sockets.tls.v3.UpstreamTlsContext",
            "sni",
            address ? Optional.empty() : Optional.of(upstream.host()),
            "common_tls_context",
            map(
                // As a client Envoy stops at 1.2 by default.
                "tls_params",
                map("tls_maximum_protocol_version", "TLSv1_3"),
                "validation_context",
                // Both lines or neither: with the second left out any host's certificate will do.
                map(
                    "trusted_ca",
                    map("filename", settings.caFile()),
                    "match_typed_subject_alt_names",
                    List.of(name)))));
  }

  Map<String, Object> sidecar() {
    boolean name = settings.sidecar() instanceof Address.Tcp(String host, _) && !isAddress(host);
    return map(
        "name",
        SIDECAR,
        "type",
        name ? "STRICT_DNS" : "STATIC",
        "connect_timeout",
        "0.25s",
        // One stream lives as long as its generation: the default of 1024 is too few.
        "circuit_breakers",
        unlimited(),
        "per_connection_buffer_limit_bytes",
        SIDECAR_BUFFER_CEILING,
        "typed_extension_protocol_options",
        protocol(
            map(
                "explicit_http_config",
                map(
                    "http2_protocol_options",
                    map(
                        "initial_stream_window_size",
                        settings.limits().streamWindow(),
                        "initial_connection_window_size",
                        Math.max(1 << 28, settings.limits().streamWindow()))))),
        "load_assignment",
        map(
            "cluster_name",
            SIDECAR,
            "endpoints",
            List.of(
                map(
                    "lb_endpoints",
                    List.of(map("endpoint", map("address", Tree.address(settings.sidecar()))))))));
  }

  /** Without limits: Envoy's defaults (1024, of retries 3) refuse silently under load. */
  static Map<String, Object> unlimited() {
    return map(
        "thresholds",
        List.of(
            map(
                "priority",
                "DEFAULT",
                "max_connections",
                100_000,
                "max_pending_requests",
                100_000,
                "max_requests",
                100_000,
                "max_retries",
                100_000)));
  }

  static Map<String, Object> protocol(Map<String, Object> options) {
    String name = "extensions.upstreams.http.v3.HttpProtocolOptions";
    return map("envoy." + name, Tree.join(any(name), options));
  }

  private static String authority(Upstream upstream) {
    String host = upstream.host().contains(":") ? "[" + upstream.host() + "]" : upstream.host();
    return upstream.port() == (upstream.tls() ? 443 : 80) ? host : host + ":" + upstream.port();
  }

  private static boolean isAddress(String host) {
    return host.contains(":") || IPV4.matcher(host).matches();
  }
}
