package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One JSON line per request: what was decided, what it used, how long it took. No prompt. */
final class AccessLogFormat {
  private AccessLogFormat() {}

  static List<Map<String, Object>> render(EnvoySettings settings) {
    Map<String, Object> fields = fields(settings.callers().map(AccessLogFormat::caller));
    return switch (settings.accessLog()) {
      case EnvoySettings.AccessLog.Off() -> List.of();
      case EnvoySettings.AccessLog.Stdout() ->
          List.of(
              extension(
                  "envoy.access_loggers.stdout",
                  any(
                      "extensions.access_loggers.stream.v3.StdoutAccessLog",
                      "log_format",
                      map("json_format", fields))));
      case EnvoySettings.AccessLog.File(String path) ->
          List.of(
              extension(
                  "envoy.access_loggers.file",
                  any(
                      "extensions.access_loggers.file.v3.FileAccessLog",
                      "path",
                      path,
                      "log_format",
                      map("json_format", fields))));
    };
  }

  /** The name of the key that was shown, or the tenant: known also where nothing is decided. */
  private static String caller(CallerSettings callers) {
    List<String> path =
        switch (callers.source()) {
          case CallerSource.ApiKeys _ -> List.of(CallerSource.ApiKeys.KEY);
          case CallerSource.Jwt jwt ->
              Stream.concat(Stream.of(CallerSource.Jwt.PAYLOAD), jwt.claims().tenant().stream())
                  .toList();
          case CallerSource.Metadata metadata -> metadata.facts().tenant();
        };
    // The format has no way to write a name with a colon or a bracket in it.
    boolean writable = path.stream().noneMatch(name -> name.matches(".*[:()%].*"));
    return writable
        ? "%DYNAMIC_METADATA(" + callers.source().namespace() + ":" + String.join(":", path) + ")%"
        : "";
  }

  private static Map<String, Object> fields(Optional<String> caller) {
    String timing = "%FILTER_STATE(" + HttpFilters.DECISION + ":FIELD:";
    String metadata = "%DYNAMIC_METADATA(" + HttpFilters.NAMESPACE + ":";
    return map(
        "time", "%START_TIME%",
        "request_id", "%REQ(X-REQUEST-ID)%",
        "method", "%REQ(:METHOD)%",
        // Without its query, which may hold what clients should have sent in a header.
        "path", "%PATH(NQ)%",
        "caller", caller.filter(format -> !format.isEmpty()),
        "code", "%RESPONSE_CODE%",
        "flags", "%RESPONSE_FLAGS%",
        "details", "%RESPONSE_CODE_DETAILS%",
        // decided; or what happened without a decision: failsafe, sensitive, unserved, unlisted.
        "route", "%ROUTE_NAME%",
        "cluster", "%UPSTREAM_CLUSTER%",
        "served_by", "%UPSTREAM_METADATA(interlock:model)%",
        "attempts", "%UPSTREAM_REQUEST_ATTEMPT_COUNT%",
        "bytes_received", "%BYTES_RECEIVED%",
        "bytes_sent", "%BYTES_SENT%",
        "duration_ms", "%DURATION%",
        "first_byte_ms", "%RESPONSE_DURATION%",
        "decide_headers_us", timing + "request_header_latency_us)%",
        "decide_body_us", timing + "request_body_total_latency_us)%",
        "decision", metadata + "decision)%",
        "usage", metadata + "usage)%");
  }
}
