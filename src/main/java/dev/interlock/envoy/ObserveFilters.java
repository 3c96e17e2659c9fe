package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What looks on: a decision filter whose replies Envoy does not wait for and does not read, and one
 * that tells the routes which model the body names.
 */
final class ObserveFilters {
  private static final String NAMED_MODEL = "interlock.named-model";

  /** Dynamic metadata between this filter and the routes. */
  private static final String NAMESPACE = "interlock.request";

  private static final String MODEL = "model";

  private ObserveFilters() {}

  /** Reads the body's {@code model} and has the route chosen again. */
  static Map<String, Object> namedModel() {
    var found = map("metadata_namespace", NAMESPACE, "key", MODEL, "type", "STRING");
    return extension(
        NAMED_MODEL,
        any(
            "extensions.filters.http.json_to_metadata.v3.JsonToMetadata",
            "request_rules",
            map(
                "rules",
                List.of(map("selectors", List.of(map("key", MODEL)), "on_present", found)),
                "allow_content_types_regex",
                map("regex", "(?i)application/json.*"),
                "allow_empty_content_type",
                true)));
  }

  /** Part of a route's match: the body names {@code model}. */
  static Map<String, Object> names(String model) {
    return map(
        "dynamic_metadata",
        List.of(
            map(
                "filter",
                NAMESPACE,
                "path",
                List.of(map("key", MODEL)),
                "value",
                map("string_match", map("exact", model)))));
  }

  /**
   * The filter.
   *
   * @param forwarding what it shows of dynamic metadata
   */
  static Map<String, Object> decision(Optional<Map<String, Object>> forwarding) {
    return extension(
        HttpFilters.DECISION,
        any(
            "extensions.filters.http.ext_proc.v3.ExternalProcessor",
            "stat_prefix",
            "decision",
            "grpc_service",
            map(
                "envoy_grpc",
                map("cluster_name", Clusters.SIDECAR),
                "initial_metadata",
                List.of(map("key", Headers.ROLE, "value", "observe"))),
            "observability_mode",
            true,
            // How long after the answer the sidecar may still read what it was sent. Envoy holds
            // that meanwhile, and a sidecar that hangs never reads it.
            "deferred_close_timeout",
            "5s",
            "failure_mode_allow",
            true,
            "processing_mode",
            map(
                "request_header_mode",
                "SEND",
                "request_body_mode",
                "STREAMED",
                "response_header_mode",
                "SEND",
                // For what the answer used: replies, with which one could ask, are not read.
                "response_body_mode",
                "STREAMED",
                "request_trailer_mode",
                "SEND",
                "response_trailer_mode",
                "SEND"),
            "metadata_options",
            forwarding.map(namespaces -> map("forwarding_namespaces", namespaces)),
            "response_attributes",
            List.of(
                "response.code",
                "xds.route_name",
                "xds.upstream_host_metadata.filter_metadata['interlock']['model']")));
  }
}
