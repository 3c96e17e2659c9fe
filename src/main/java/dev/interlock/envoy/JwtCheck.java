package dev.interlock.envoy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The load-bearing lines of {@code jwt_authn}: every request on every path is asked for a token.
 */
final class JwtCheck {
  /** What narrows a rule beyond its prefix. */
  private static final Set<String> CONDITIONS =
      Set.of(
          "headers",
          "query_parameters",
          "cookies",
          "runtime_fraction",
          "grpc",
          "tls_context",
          "dynamic_metadata",
          "filter_state");

  private final EnvoyCheck.Report report;
  private final boolean anonymous;

  JwtCheck(EnvoyCheck.Report report, boolean anonymous) {
    this.report = report;
    this.anonymous = anonymous;
  }

  /**
   * Checks a filter.
   *
   * @param overrides what routes say in place of it
   */
  void check(Node filter, List<Node> overrides) {
    Node config = filter.get("typed_config");
    waysAround(filter);
    List<Node> rules = config.get("rules").each();
    for (Node rule : rules) {
      if (rule.get("requires").exists() || !rule.get("requirement_name").exists()) {
        demanding(rule.get("requires"));
      } else {
        named(config, rule.get("requirement_name"));
      }
    }
    overrides.stream()
        .map(override -> override.get("requirement_name"))
        .filter(Node::exists)
        .forEach(name -> named(config, name));
    if (rules.stream().noneMatch(JwtCheck::isForAll)) {
      report.find(LoadBearing.AUTHENTICATION, config.get("rules"), "a rule for the prefix /");
    }
  }

  private void waysAround(Node filter) {
    filter
        .all()
        .flatMap(
            node ->
                Stream.of(
                        "allow_missing",
                        "allow_missing_or_failed",
                        "extract_only_without_validation")
                    .filter(way -> !(anonymous && way.equals("allow_missing")))
                    .map(node::get))
        .filter(Node::exists)
        .forEach(way -> report.find(LoadBearing.AUTHENTICATION, way, "nothing"));
  }

  private void named(Node config, Node name) {
    demanding(config.get("requirement_map").get(name.text().orElse("")));
  }

  private void demanding(Node requirement) {
    if (!demands(requirement)) {
      report.find(LoadBearing.AUTHENTICATION, requirement, "the provider of a token");
    }
  }

  /** Envoy lets everybody pass an empty requirement. Of ways around we have spoken already. */
  private static boolean demands(Node requirement) {
    List<Node> any = requirement.at("requires_any", "requirements").each();
    List<Node> all = requirement.at("requires_all", "requirements").each();
    return requirement.get("provider_name").exists()
        || requirement.at("provider_and_audiences", "provider_name").exists()
        || requirement.get("allow_missing").exists()
        || requirement.get("allow_missing_or_failed").exists()
        || requirement.get("extract_only_without_validation").exists()
        || all.stream().anyMatch(JwtCheck::demands)
        || (!any.isEmpty() && any.stream().allMatch(JwtCheck::demands));
  }

  private static boolean isForAll(Node rule) {
    Node match = rule.get("match");
    return (match.get("prefix").is("/") || match.get("prefix").is(""))
        && CONDITIONS.stream().noneMatch(condition -> match.get(condition).exists());
  }
}
