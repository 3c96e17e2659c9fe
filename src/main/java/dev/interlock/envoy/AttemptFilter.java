package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import java.util.List;
import java.util.Map;

/**
 * The upstream filter that asks the sidecar once per attempt: it hears which model's turn it is and
 * how that model answered, and from the second attempt on replaces the body. Answers are not held.
 */
final class AttemptFilter {
  static final String NAME = "interlock.attempt";

  private final EnvoySettings settings;

  AttemptFilter(EnvoySettings settings) {
    this.settings = settings;
  }

  Map<String, Object> render() {
    return extension(
        NAME,
        any(
            "extensions.filters.http.ext_proc.v3.ExternalProcessor",
            "stat_prefix",
            "attempt",
            "grpc_service",
            map(
                "envoy_grpc",
                map("cluster_name", Clusters.SIDECAR),
                "initial_metadata",
                List.of(map("key", Headers.ROLE, "value", "attempt"))),
            // The first attempt needs nothing from it.
            "failure_mode_allow",
            true,
            "message_timeout",
            settings.messageTimeout(),
            "processing_mode",
            map(
                "request_header_mode",
                "SEND",
                // The sidecar asks for the body of a later attempt by overriding the mode.
                "request_body_mode",
                "NONE",
                "response_header_mode",
                "SEND",
                "response_body_mode",
                "NONE",
                "request_trailer_mode",
                "SKIP",
                "response_trailer_mode",
                "SKIP"),
            "allow_mode_override",
            true,
            "metadata_options",
            map("forwarding_namespaces", map("untyped", List.of(HttpFilters.NAMESPACE)))));
  }
}
