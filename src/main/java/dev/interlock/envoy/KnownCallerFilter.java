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
import java.util.stream.Stream;

/**
 * Envoy's {@code rbac}: turns away, also while Interlock is down, who must have a tenant and has
 * none.
 */
final class KnownCallerFilter {
  static final String NAME = "interlock.known-caller";

  private KnownCallerFilter() {}

  /**
   * The filter; none where another one asks, or where nobody can tell who shows nothing from who
   * shows something wrong.
   */
  static Optional<Map<String, Object>> render(CallerSettings callers) {
    if (tenant(callers).isEmpty()) {
      return Optional.empty();
    }
    var policies = new ArrayList<Object>();
    policies.add("known");
    policies.add(policy(has(callers.source().namespace(), tenant(callers))));
    if (callers.anonymous()) {
      policies.add("anonymous");
      policies.add(policy(shownNothing(callers.source().namespace())));
    }
    return Optional.of(
        extension(
            NAME,
            any(
                "extensions.filters.http.rbac.v3.RBAC",
                "rules",
                map("action", "ALLOW", "policies", map(policies.toArray())))));
  }

  /** Where in the namespace the tenant must be; empty: there is no such filter. */
  static List<String> tenant(CallerSettings callers) {
    return switch (callers.source()) {
      case CallerSource.Jwt jwt ->
          Stream.concat(Stream.of(CallerSource.Jwt.PAYLOAD), jwt.claims().tenant().stream())
              .toList();
      case CallerSource.ApiKeys _ -> List.of();
      case CallerSource.Metadata metadata ->
          callers.anonymous() ? List.of() : metadata.facts().tenant();
    };
  }

  private static Map<String, Object> policy(Map<String, Object> principal) {
    return map("permissions", List.of(map("any", true)), "principals", List.of(principal));
  }

  private static Map<String, Object> has(String namespace, List<String> path) {
    var value = map("string_match", map("safe_regex", map("regex", "(?s).+")));
    return metadata(namespace, path, value);
  }

  /**
   * No token that was verified, which {@code jwt_authn} has removed, and nothing in the places of
   * tokens that it took for none: another scheme, or {@code bearer} in small letters.
   */
  private static Map<String, Object> shownNothing(String namespace) {
    var absent = new ArrayList<Map<String, Object>>();
    absent.add(
        not(metadata(namespace, List.of(CallerSource.Jwt.PAYLOAD), map("present_match", true))));
    for (String place : JwtFilter.HEADERS) {
      absent.add(not(map("header", map("name", place, "present_match", true))));
    }
    return map("and_ids", map("ids", List.copyOf(absent)));
  }

  private static Map<String, Object> not(Map<String, Object> principal) {
    return map("not_id", principal);
  }

  private static Map<String, Object> metadata(
      String namespace, List<String> path, Map<String, Object> value) {
    var matcher =
        map(
            "filter",
            namespace,
            "path",
            path.stream().map(key -> map("key", key)).toList(),
            "value",
            value);
    return map("sourced_metadata", map("metadata_matcher", matcher));
  }
}
