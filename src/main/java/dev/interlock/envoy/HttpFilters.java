package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import java.util.List;
import java.util.Map;

/** The filters of every request, in order. */
final class HttpFilters {
  static final String DECISION = "interlock.decision";
  static final String FAILSAFE_MODEL = "interlock.failsafe-model";

  /** Dynamic metadata that the sidecar may write and the access log prints. */
  static final String NAMESPACE = "interlock";

  private static final String TRANSFORM = "extensions.filters.http.transform.v3.TransformConfig";

  private final EnvoySettings settings;

  HttpFilters(EnvoySettings settings) {
    this.settings = settings;
  }

  List<Map<String, Object>> render() {
    return List.of(
        bodyLimit(),
        decision(),
        // Empty: acts only where a route configures it.
        extension(FAILSAFE_MODEL, any(TRANSFORM)),
        router());
  }

  /** Route configuration: the body's model becomes {@code upstreamModel}. */
  static Map<String, Object> speakAs(String upstreamModel) {
    return map(
        FAILSAFE_MODEL,
        any(
            TRANSFORM,
            "request_transformation",
            map(
                "body_transformation",
                map(
                    "action",
                    "MERGE",
                    "body_format",
                    map("json_format", map("model", literal(upstreamModel)))))));
  }

  /** {@code text} as a format that says it. */
  static String literal(String text) {
    return text.replace("%", "%%");
  }

  /** Last in every upstream chain: without it nothing is sent. */
  static Map<String, Object> upstreamCodec() {
    return extension(
        "envoy.filters.http.upstream_codec",
        any("extensions.filters.http.upstream_codec.v3.UpstreamCodec"));
  }

  /** The real body limit, since the listener's is wide open. */
  private Map<String, Object> bodyLimit() {
    return extension(
        "envoy.filters.http.buffer",
        any(
            "extensions.filters.http.buffer.v3.Buffer",
            "max_request_bytes",
            settings.limits().requestBytes()));
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
            map("receiving_namespaces", map("untyped", List.of(NAMESPACE))),
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
