package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The filters of every request, in order. */
public final class HttpFilters {
  /** The real limit for a client's body, since the listener's is wide open. */
  static final String BODY_LIMIT = "envoy.filters.http.buffer";

  static final String EDIT_ROOM = "interlock.edit-room";
  static final String DECISION = "interlock.decision";
  public static final String FAILSAFE_MODEL = "interlock.failsafe-model";

  /** Dynamic metadata that the sidecar may write and the access log prints. */
  public static final String NAMESPACE = "interlock";

  /** Dynamic metadata from which {@code priority_group} takes the order of a plan. */
  public static final String GROUPS_NAMESPACE = "interlock.groups";

  private static final String TRANSFORM = "extensions.filters.http.transform.v3.TransformConfig";

  /** Of a character in JSON, written as an escape. */
  private static final int MOST_BYTES = 6;

  private final EnvoySettings settings;
  private final ModelCatalog catalog;

  HttpFilters(EnvoySettings settings, ModelCatalog catalog) {
    this.settings = settings;
    this.catalog = catalog;
  }

  List<Map<String, Object>> render() {
    int limit = settings.limits().requestBytes();
    var filters = new ArrayList<>(new CallerFilters(settings).render());
    filters.add(buffer(BODY_LIMIT, limit));
    // Passed once the first has the whole body, it raises the bound under which ext_proc may
    // replace it: a body at the limit may grow by its model's own name.
    filters.add(buffer(EDIT_ROOM, limit + longestName(catalog)));
    if (settings.steering() != Steering.ALL) {
      filters.add(ObserveFilters.namedModel());
    }
    filters.add(
        settings.observing()
            ? ObserveFilters.decision(CallerFilters.forwarding(settings))
            : decision());
    // Empty: acts only where a route configures it.
    filters.add(extension(FAILSAFE_MODEL, any(TRANSFORM)));
    filters.add(router());
    return List.copyOf(filters);
  }

  /** Route configuration: the body's model becomes {@code upstreamModel}. */
  static Map<String, Object> speakAs(String upstreamModel) {
    return map(FAILSAFE_MODEL, renaming(upstreamModel));
  }

  /** Configuration of the transform filter: the body's model becomes {@code upstreamModel}. */
  public static Map<String, Object> renaming(String upstreamModel) {
    return any(
        TRANSFORM,
        "request_transformation",
        map(
            "body_transformation",
            map(
                "action",
                "MERGE",
                "body_format",
                map("json_format", map("model", literal(upstreamModel))))));
  }

  /** {@code text} as a format that says it. */
  public static String literal(String text) {
    return text.replace("%", "%%");
  }

  /** Last in every upstream chain: without it nothing is sent. */
  static Map<String, Object> upstreamCodec() {
    return extension(
        "envoy.filters.http.upstream_codec",
        any("extensions.filters.http.upstream_codec.v3.UpstreamCodec"));
  }

  /** Bytes of the longest name that a model's server may want, however it is written. */
  public static int longestName(ModelCatalog catalog) {
    return MOST_BYTES
        * catalog.models().stream().mapToInt(m -> m.upstreamModel().length()).max().orElse(0);
  }

  private static Map<String, Object> buffer(String name, int bytes) {
    return extension(
        name, any("extensions.filters.http.buffer.v3.Buffer", "max_request_bytes", bytes));
  }

  private Map<String, Object> decision() {
    return extension(
        DECISION,
        any(
            "extensions.filters.http.ext_proc.v3.ExternalProcessor",
            "stat_prefix",
            "decision",
            // No timeout here: it would bound the whole stream, that is the whole generation.
            "grpc_service",
            map("envoy_grpc", map("cluster_name", Clusters.SIDECAR)),
            // Fail-open here, closed where the routes say so: a sidecar that dies after its
            // decision does not cost the client the answer.
            "failure_mode_allow",
            true,
            "message_timeout",
            settings.messageTimeout(),
            // Whoever waits for the answer to the same question asks for so much.
            "max_message_timeout",
            settings.messageTimeout().plus(EnvoySettings.LONGEST_WAIT),
            "processing_mode",
            map(
                "request_header_mode",
                "SEND",
                "request_body_mode",
                "BUFFERED",
                "response_header_mode",
                "SEND",
                "response_body_mode",
                "NONE",
                "request_trailer_mode",
                "SKIP",
                "response_trailer_mode",
                "SKIP"),
            // The sidecar asks for an answer's body per response, to read its usage.
            "allow_mode_override",
            true,
            "metadata_options",
            map(
                "receiving_namespaces",
                map("untyped", List.of(NAMESPACE, GROUPS_NAMESPACE)),
                "forwarding_namespaces",
                CallerFilters.forwarding(settings)),
            // How often a plan may go on, and how long each model has, is said per request.
            "mutation_rules",
            map("allow_envoy", true),
            "response_attributes",
            List.of(
                "response.code",
                "xds.route_name",
                "upstream.request_attempt_count",
                "xds.upstream_host_metadata.filter_metadata['interlock']['model']")));
  }

  private static Map<String, Object> router() {
    return extension(
        "envoy.filters.http.router",
        any(
            "extensions.filters.http.router.v3.Router",
            // Neither our host name and paths to the models nor our timings to the clients.
            "suppress_envoy_headers",
            true,
            // For clusters that are not rendered by us; ours bring their own chain.
            "upstream_http_filters",
            List.of(Headers.stripOutbound(), upstreamCodec())));
  }
}
