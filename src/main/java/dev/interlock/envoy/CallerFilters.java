package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The filters that find out who calls. They stand first, so that nobody unknown makes Envoy hold a
 * body, and before the decision, which reads what they found in dynamic metadata. Behind them a
 * client's credential is gone.
 */
final class CallerFilters {
  static final String JWT = "interlock.jwt";
  static final String API_KEYS = "interlock.api-keys";

  /** Set by {@code api_key_auth} behind the removal of everything of this prefix. */
  private static final String KEY_HEADER = "x-interlock-key";

  private final EnvoySettings settings;

  CallerFilters(EnvoySettings settings) {
    this.settings = settings;
  }

  List<Map<String, Object>> render() {
    var filters = new ArrayList<Map<String, Object>>();
    settings.callers().ifPresent(callers -> add(callers, filters));
    return List.copyOf(filters);
  }

  /** What the decision filter forwards of dynamic metadata; nothing if nobody is asked. */
  static Optional<Map<String, Object>> forwarding(EnvoySettings settings) {
    return settings.callers().map(callers -> map("untyped", List.of(callers.source().namespace())));
  }

  private void add(CallerSettings callers, List<Map<String, Object>> to) {
    switch (callers.source()) {
      case CallerSource.Jwt jwt -> to.add(JwtFilter.render(jwt, callers.anonymous()));
      case CallerSource.ApiKeys keys -> {
        to.add(apiKeys(keys, callers.anonymous()));
        to.add(keyToMetadata(keys.namespace()));
      }
      // Which filter asks is the operator's business.
      case CallerSource.Metadata _ -> {}
    }
    KnownCallerFilter.render(callers).ifPresent(to::add);
    to.add(Headers.stripCredentials(Set.of()));
  }

  /** The keys are in a file of their own: nothing else that is rendered holds a secret. */
  private Map<String, Object> apiKeys(CallerSource.ApiKeys keys, boolean anonymous) {
    var file = ApiKeysFile.path(settings, keys);
    String folder = Optional.ofNullable(file.getParent()).orElse(file).toString();
    return map(
        "name",
        API_KEYS,
        "config_discovery",
        map(
            "config_source",
            map(
                "resource_api_version",
                "V3",
                "path_config_source",
                map("path", file.toString(), "watched_directory", map("path", folder))),
            "type_urls",
            List.of("type.googleapis.com/envoy." + ApiKeysFile.type(anonymous))));
  }

  /** What {@link ApiKeysFile} holds but for the keys. */
  static Map<String, Object> keySources() {
    return map(
        "key_sources",
        List.of(map("header", "authorization"), map("header", "x-api-key")),
        "forwarding",
        map("header", KEY_HEADER, "hide_credentials", true));
  }

  private static Map<String, Object> keyToMetadata(String namespace) {
    return extension(
        "interlock.key-to-metadata",
        any(
            "extensions.filters.http.header_to_metadata.v3.Config",
            "request_rules",
            List.of(
                map(
                    "header",
                    KEY_HEADER,
                    "on_header_present",
                    map(
                        "metadata_namespace",
                        namespace,
                        "key",
                        CallerSource.ApiKeys.KEY,
                        "type",
                        "STRING"),
                    "remove",
                    true))));
  }
}
